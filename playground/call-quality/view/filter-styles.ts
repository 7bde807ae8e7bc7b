import { css } from 'lit'

export const filterStyles = css`
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .segments {
    display: flex;
    gap: 2px;
    padding: 2px;
    border-radius: 8px;
    background: var(--page);
  }

  .segments label {
    position: relative;
    display: grid;
    align-items: center;
    padding: 4px 12px;
    border-radius: 6px;
    color: var(--text-muted);
    cursor: pointer;
    font-weight: 600;
    text-align: center;
    white-space: nowrap;
  }

  .segments label:has(:checked) {
    background: var(--card);
    box-shadow: 0 1px 2px light-dark(#00000029, #00000080);
    color: var(--text);
  }

  .segments label:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  .segments input {
    position: absolute;
    inset: 0;
    margin: 0;
    cursor: pointer;
    opacity: 0;
  }

  .filters select,
  .refresh,
  .more {
    min-height: 32px;
    padding: 4px 10px;
    border: 1px solid var(--control-line);
    border-radius: 6px;
    background: var(--card);
  }

  .filters select {
    min-width: 11rem;
  }

  .refresh,
  .more {
    cursor: pointer;
    font-weight: 600;
  }

  .refresh:hover,
  .more:hover {
    background: light-dark(#f0f0f0, #333333);
  }
`
