import { css } from 'lit'

export const planStyles = css`
  .plan {
    display: grid;
    gap: 12px;
  }

  .kinds {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 2px;
    padding: 2px;
    border-radius: 8px;
    background: var(--page);
  }

  .kinds label {
    position: relative;
    padding: 6px 4px;
    border-radius: 6px;
    color: var(--text-muted);
    cursor: pointer;
    font-weight: 600;
    text-align: center;
  }

  .kinds label:has(:checked) {
    background: var(--card);
    box-shadow: 0 1px 2px light-dark(#00000029, #00000080);
    color: var(--text);
  }

  .contacts {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 8px;
  }

  .contacts label {
    position: relative;
    display: grid;
    gap: 6px;
    justify-items: center;
    padding: 10px 4px 8px;
    border: 1px solid var(--line);
    border-radius: 8px;
    cursor: pointer;
    font-size: 13px;
    line-height: 18px;
    text-align: center;
  }

  .contacts label:hover {
    border-color: var(--control-line);
  }

  .contacts label:has(:checked) {
    border-color: var(--brand);
    background: var(--brand-tint);
    box-shadow: inset 0 0 0 1px var(--brand);
  }

  .contacts label:has(:disabled) {
    opacity: 0.5;
  }

  .plan label:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  .plan input {
    position: absolute;
    inset: 0;
    margin: 0;
    cursor: pointer;
    opacity: 0;
  }
`
