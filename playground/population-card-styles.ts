import { css } from 'lit'

export const populationCardStyles = css`
  .choices {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 8px;
  }

  label span {
    display: block;
    color: var(--text-muted);
    font-size: 12px;
    line-height: 18px;
  }

  b {
    font-weight: 600;
  }

  code {
    padding: 8px 10px;
    border-radius: 6px;
    background: var(--surface-sunken);
    font-size: 12px;
    line-height: 18px;
    white-space: pre-wrap;
  }
`
