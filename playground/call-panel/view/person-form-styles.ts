import { css } from 'lit'

export const personFormStyles = css`
  .person-form {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px;
  }

  .person-form select,
  .small {
    min-height: 36px;
    border: 1px solid var(--control-line);
    border-radius: 8px;
    background: var(--card);
  }

  .person-form select {
    min-width: 0;
    padding-inline: 8px;
  }

  .small {
    padding: 0 14px;
    cursor: pointer;
    font-weight: 600;
  }

  .small:hover {
    border-color: var(--text);
  }
`
