import { css } from 'lit'

/** Styles that all cards share. */
export const cardStyles = css`
  .card {
    display: grid;
    gap: 12px;
    align-content: start;
    height: 100%;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--card);
  }

  h2 {
    font-size: 14px;
    font-weight: 600;
    line-height: 20px;
  }

  .quiet {
    color: var(--text-muted);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
  }

  button,
  select {
    min-height: 32px;
    padding: 4px 8px;
    border: 1px solid var(--control-line);
    border-radius: 6px;
    background: var(--card);
    font-weight: 600;
  }

  select {
    width: 100%;
    padding-inline: 8px;
    font-weight: 400;
  }

  button {
    cursor: pointer;
  }

  button:hover:not(:disabled) {
    background: light-dark(#f0f0f0, #333333);
  }

  button:disabled {
    border-color: var(--line);
    color: light-dark(#9a9a9a, #757575);
    cursor: default;
  }

  button[aria-pressed='true'] {
    border-color: var(--brand);
    background: var(--brand);
    color: #fff;
  }

  [role='alert']:empty {
    display: none;
  }

  .error-message {
    color: var(--bad);
    overflow-wrap: anywhere;
  }
`
