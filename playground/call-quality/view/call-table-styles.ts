import { css } from 'lit'

export const callTableStyles = css`
  .calls {
    width: 100%;
    border-collapse: collapse;
  }

  .calls > thead th {
    padding: 8px 12px 8px 0;
    color: var(--text-muted);
    font-size: 12px;
    font-weight: 400;
    line-height: 16px;
    text-align: start;
  }

  .calls > tbody > tr {
    position: relative;
    border-top: 1px solid var(--line);
  }

  .calls > tbody > [data-chosen='false']:hover {
    background: var(--surface-sunken);
  }

  .calls > tbody > tr > * {
    padding: 8px 12px 8px 0;
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }

  .calls > * > tr > :first-child {
    padding-inline-start: 16px;
  }

  .calls .when,
  .calls .length {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .calls .when .quiet,
  .call-title + .quiet {
    display: block;
    font-size: 12px;
    line-height: 18px;
  }

  .calls .length.length {
    text-align: end;
    padding-inline-end: 24px;
  }

  .calls .verdict-cell {
    width: 44%;
  }

  .reasons {
    margin-top: 2px;
    color: var(--text-muted);
    font-size: 12px;
    line-height: 18px;
  }

  .reasons span {
    display: inline-block;
  }

  .reasons span:first-child::first-letter {
    text-transform: uppercase;
  }

  .call-title {
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
    font-weight: 600;
    text-align: start;
    overflow-wrap: break-word;
  }

  /* The whole row can be clicked. */
  .call-title::after {
    position: absolute;
    inset: 0;
    content: '';
  }

  .call-title:focus-visible {
    outline: none;
  }

  .call-title:focus-visible::after {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }

  .calls [data-chosen='true'] {
    background: var(--brand-tint);
  }

  .calls > tbody > .details {
    border-top: 0;
  }

  .calls > tbody > .details > td {
    padding: 0 16px 16px;
    background: var(--brand-tint);
  }

  .verdict {
    display: inline-block;
    margin-inline-end: 4px;
    padding: 0 8px;
    border: 1px solid var(--line);
    border-radius: 8px;
    color: var(--text-muted);
    font-size: 12px;
    font-weight: 600;
    line-height: 18px;
    white-space: nowrap;
  }

  .verdict[data-verdict='good'] {
    border-color: transparent;
    background: var(--good-tint);
    color: var(--good);
  }

  .verdict[data-verdict='poor'] {
    border-color: transparent;
    background: var(--warn-tint);
    color: var(--warn);
  }

  .verdict[data-verdict='failed'] {
    border-color: transparent;
    background: var(--bad-tint);
    color: var(--bad);
  }

  @container (width < 40rem) {
    .calls .length.length {
      display: none;
    }

    .calls .verdict-cell {
      width: 36%;
    }
  }
`
