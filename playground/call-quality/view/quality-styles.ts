import { css } from 'lit'

/** The frame of the app, and styles that its parts share. */
export const qualityStyles = css`
  :host {
    --good-fill: light-dark(#5aa469, #4f9a5f);
    --poor-fill: light-dark(#c77700, #f0b23e);
    --failed-fill: light-dark(#b10e1c, #ff7b86);
  }

  .quality {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    container-type: inline-size;
  }

  .head,
  .title,
  .notice {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
    justify-content: space-between;
  }

  .title {
    align-items: baseline;
    justify-content: start;
  }

  .notice {
    padding: 8px 8px 8px 12px;
    border-radius: 8px;
    background: var(--brand-tint);
  }

  h2 {
    font-size: 18px;
    font-weight: 600;
    line-height: 24px;
  }

  h3 {
    font-size: 14px;
    font-weight: 600;
    line-height: 20px;
  }

  .quiet {
    color: var(--text-muted);
  }

  .charts[data-narrow='true'] {
    grid-template-columns: minmax(0, 1fr);
  }

  .list,
  .empty {
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--card);
  }

  .empty {
    padding: 40px 16px;
    text-align: center;
  }

  .foot {
    display: flex;
    gap: 12px;
    align-items: center;
    padding: 10px 16px;
    border-top: 1px solid var(--line);
  }

  [role='alert']:empty {
    display: none;
  }

  .problem {
    padding: 10px 12px;
    border-radius: 8px;
    background: var(--bad-tint);
    color: var(--bad);
    overflow-wrap: anywhere;
  }

  @container (width < 40rem) {
    .segments,
    .filters select {
      flex: 1;
    }

    .segments label {
      flex: 1;
      padding-inline: 6px;
    }
  }
`
