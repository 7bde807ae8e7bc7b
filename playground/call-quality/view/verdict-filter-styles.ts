import { css } from 'lit'

export const verdictFilterStyles = css`
  .tiles {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr));
    gap: 8px;
  }

  .tile {
    position: relative;
    display: grid;
    grid-template-columns: auto 1fr;
    column-gap: 6px;
    align-items: baseline;
    padding: 8px 12px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--card);
    cursor: pointer;
  }

  .tile:hover {
    border-color: var(--control-line);
  }

  .tile:has(:checked) {
    border-color: var(--brand);
    background: var(--brand-tint);
    box-shadow: inset 0 0 0 1px var(--brand);
  }

  .tile:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  .tile input {
    position: absolute;
    inset: 0;
    margin: 0;
    cursor: pointer;
    opacity: 0;
  }

  .tile .label {
    grid-column: 1 / -1;
    overflow: hidden;
    font-size: 13px;
    font-weight: 600;
    line-height: 18px;
    text-overflow: ellipsis;
  }

  .tile .count {
    font-size: 24px;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    line-height: 30px;
  }

  .tile .share {
    color: var(--text-muted);
    font-size: 12px;
  }

  @container (width < 40rem) {
    .tiles {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .tile[data-verdict='all'] {
      grid-column: 1 / -1;
    }
  }

  .tile[data-verdict='good'] .label {
    color: var(--good);
  }

  .tile[data-verdict='poor'] .label {
    color: var(--warn);
  }

  .tile[data-verdict='failed'] .label {
    color: var(--bad);
  }
`
