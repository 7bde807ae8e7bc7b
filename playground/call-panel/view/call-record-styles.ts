import { css } from 'lit'

export const callRecordStyles = css`
  .participants {
    display: grid;
    gap: 10px;
  }

  .participants li {
    display: flex;
    gap: 10px;
    align-items: center;
  }

  .participants .name,
  .participants .quiet {
    display: block;
    line-height: 18px;
  }

  .participants .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .details {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 10px 16px;
    padding-block: 12px;
    border-block: 1px solid var(--line);
  }

  .details dt {
    color: var(--text-muted);
    font-size: 12px;
    line-height: 16px;
  }

  .details dd {
    font-variant-numeric: tabular-nums;
  }

  .quality {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  .quality caption {
    padding-bottom: 4px;
    font-weight: 600;
    text-align: start;
  }

  .quality th,
  .quality td {
    padding: 6px 0 6px 10px;
    border-top: 1px solid var(--line);
    text-align: end;
    vertical-align: top;
    white-space: nowrap;
  }

  .quality thead th {
    border-top: 0;
    color: var(--text-muted);
    font-weight: 400;
    font-size: 12px;
    line-height: 16px;
  }

  .quality th:first-child {
    padding-inline-start: 0;
    font-weight: 400;
    text-align: start;
    white-space: normal;
  }

  .quality .sender {
    margin-inline-end: 4px;
  }

  .verdict {
    display: inline-block;
    margin-top: 2px;
    padding: 0 8px;
    border-radius: 8px;
    font-size: 12px;
    font-weight: 600;
    line-height: 18px;
  }

  .verdict[data-verdict='good'] {
    background: var(--good-tint);
    color: var(--good);
  }

  .verdict[data-verdict='fair'] {
    background: var(--warn-tint);
    color: var(--warn);
  }

  .verdict[data-verdict='poor'] {
    background: var(--bad-tint);
    color: var(--bad);
  }
`
