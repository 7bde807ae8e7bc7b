import { css } from 'lit'

export const callDetailsStyles = css`
  .sessions {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }

  .session {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding: 12px 14px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--card);
  }

  .period {
    font-variant-numeric: tabular-nums;
  }

  .failure {
    margin-inline-start: 8px;
    color: var(--bad);
    font-weight: 600;
  }

  .people {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
    gap: 10px 16px;
  }

  .people li {
    display: flex;
    gap: 10px;
  }

  .people .name,
  .people .fact {
    display: block;
    line-height: 18px;
  }

  .people .name {
    font-weight: 600;
  }

  .people .fact {
    font-size: 12px;
  }

  .scroll {
    overflow-x: auto;
  }

  .streams {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  .streams th,
  .streams td {
    padding: 5px 0 5px 16px;
    border-top: 1px solid var(--line);
    font-weight: 400;
    text-align: end;
    white-space: nowrap;
  }

  .streams thead th {
    border-top: 0;
    color: var(--text-muted);
    font-size: 12px;
    line-height: 16px;
  }

  .streams th:first-child {
    padding-inline-start: 0;
    text-align: start;
  }

  .streams .part {
    font-size: 12px;
  }

  .streams .over {
    color: var(--warn);
    font-weight: 600;
  }

  .over [aria-hidden] {
    font-size: 9px;
  }
`
