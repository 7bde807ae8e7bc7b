import { css } from 'lit'

export const traceCardStyles = css`
  .card {
    grid-template-rows: auto minmax(0, 1fr);
  }

  ol {
    height: 26rem;
    overflow-y: auto;
    border-radius: 6px;
    background: var(--surface-sunken);
    font-size: 13px;
    scrollbar-width: thin;
  }

  li {
    display: grid;
    grid-template-columns: 6.2em 7.4em minmax(0, 1fr) auto;
    gap: 10px;
    align-items: baseline;
    padding: 3px 10px;
  }

  li + li {
    border-top: 1px solid light-dark(#f0f0f0, #2b2b2b);
  }

  .at {
    color: var(--text-muted);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }

  .kind {
    font-size: 12px;
    font-weight: 600;
  }

  .text {
    overflow-wrap: anywhere;
  }

  [data-kind='request'] .kind {
    color: var(--brand-text);
  }

  [data-kind='notification'] .kind {
    color: light-dark(#0c5a86, #7cc7f2);
  }

  [data-kind='step'] .kind {
    color: var(--warn);
  }

  [data-kind='record'] .kind,
  [data-kind='media'] .kind {
    color: var(--good);
  }

  [data-kind='state'] .kind {
    color: var(--text-muted);
  }

  [data-kind='problem'] .kind,
  .error {
    color: var(--bad);
  }

  .empty {
    display: block;
    padding: 12px;
  }

  @media (max-width: 40rem) {
    li {
      grid-template-columns: 6.2em 1fr auto;
      row-gap: 0;
    }

    .text {
      grid-column: 1 / 3;
      grid-row: 2;
    }

    .text + * {
      grid-row: 2;
    }
  }
`
