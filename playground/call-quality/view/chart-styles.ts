import { css } from 'lit'

/** Styles that the charts share: a card with a legend, a plot and a table. */
export const chartStyles = css`
  .charts {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 12px;
  }

  .chart {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    align-content: start;
    margin: 0;
    padding: 14px 16px 12px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--card);
  }

  .plot {
    color: var(--text-muted);
  }

  .plot svg {
    display: block;
    overflow: visible;
    font: 12px/1.3 inherit;
    font-family: inherit;
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    color: var(--text-muted);
    font-size: 12px;
    line-height: 18px;
  }

  .legend li {
    display: flex;
    gap: 6px;
    align-items: center;
  }

  .legend svg {
    width: 12px;
    height: 12px;
    overflow: visible;
  }

  .chart summary {
    border-radius: 4px;
    color: var(--brand-text);
    cursor: pointer;
    font-size: 12px;
    font-weight: 600;
  }

  .numbers {
    width: 100%;
    margin-top: 6px;
    border-collapse: collapse;
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    line-height: 16px;
  }

  .numbers th,
  .numbers td {
    padding: 4px 0 4px 8px;
    border-top: 1px solid var(--line);
    font-weight: 400;
    text-align: end;
  }

  .numbers thead th {
    border-top: 0;
    color: var(--text-muted);
  }

  .numbers th:first-child {
    padding-inline-start: 0;
    text-align: start;
  }
`
