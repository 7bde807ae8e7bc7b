import { css } from 'lit'

export const callCardStyles = css`
  .title {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    align-items: baseline;
  }

  .state {
    padding: 0 8px;
    border-radius: 8px;
    background: var(--brand-tint);
    color: var(--brand-text);
    font-size: 12px;
    font-weight: 600;
    line-height: 18px;
  }

  select {
    width: auto;
  }

  hr {
    width: 100%;
    margin: 2px 0;
    border: 0;
    border-top: 1px solid var(--line);
  }
`
