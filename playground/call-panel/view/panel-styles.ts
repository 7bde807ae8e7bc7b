import { css } from 'lit'

/** The frame of the app, and styles that its parts share. */
export const panelStyles = css`
  :host {
    width: 26rem;
    max-width: 100%;
  }

  .panel {
    display: grid;
    gap: 16px;
    padding: 0 20px 20px;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--card);
    box-shadow: var(--shadow);
  }

  .quiet {
    color: var(--text-muted);
  }

  .problem {
    display: flex;
    gap: 8px;
    align-items: start;
    justify-content: space-between;
    padding: 10px 8px 10px 12px;
    border-radius: 8px;
    background: var(--bad-tint);
    color: var(--bad);
    overflow-wrap: anywhere;
  }

  .plain {
    display: grid;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    cursor: pointer;
  }

  .plain svg {
    width: 20px;
    height: 20px;
  }

  [role='alert']:empty {
    display: none;
  }

  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    padding: 14px 16px 16px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface-sunken);
  }

  .card h3 {
    font-size: 16px;
    font-weight: 600;
    line-height: 22px;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`
