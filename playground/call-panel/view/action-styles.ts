import { css } from 'lit'

export const actionStyles = css`
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: center;
  }

  .wide {
    display: flex;
    flex: 1;
    gap: 8px;
    align-items: center;
    justify-content: center;
    min-height: 44px;
    border: 0;
    border-radius: 8px;
    background: var(--brand);
    color: #fff;
    cursor: pointer;
    font-size: 15px;
    font-weight: 600;
  }

  .wide:hover {
    background: var(--brand-hover);
  }

  .wide svg {
    width: 20px;
    height: 20px;
  }

  .round {
    display: grid;
    gap: 6px;
    justify-items: center;
    width: 7.5rem;
    padding: 4px;
    border: 0;
    border-radius: 8px;
    background: none;
    cursor: pointer;
    font-size: 13px;
  }

  .round .disc {
    display: grid;
    place-items: center;
    width: 56px;
    height: 56px;
    border: 1px solid transparent;
    border-radius: 50%;
    transition: background 0.12s;
  }

  .round[data-kind='danger'] .disc {
    background: var(--danger);
    color: #fff;
  }

  .round[data-kind='danger']:hover .disc {
    background: var(--danger-hover);
  }

  .round[data-kind='answer'] .disc {
    background: var(--answer);
    color: #fff;
  }

  .round[data-kind='answer']:hover .disc {
    background: var(--answer-hover);
  }

  .round[data-kind='neutral'] .disc {
    border-color: var(--line);
    background: var(--surface-sunken);
  }

  .round[data-kind='neutral']:hover .disc {
    border-color: var(--control-line);
  }

  button:disabled {
    cursor: default;
    opacity: 0.5;
    pointer-events: none;
  }
`
