import { css, html, nothing, type TemplateResult } from 'lit'
import { toWords } from '../time.ts'
import { avatar } from './avatar.ts'
import { type CallRecordSummary, type DirectionQuality, summarize } from './call-record-summary.ts'
import type { CallingState } from './calling.ts'

/** What Graph recorded of the call, once it has. */
export function callRecordCard(
  record: CallingState['record'],
  timeZone: string | undefined,
): TemplateResult | typeof nothing {
  if (record === undefined) return nothing
  if (record === 'awaited') {
    return html`<section class="card" aria-labelledby="call-record-title">
      <h3 id="call-record-title">Call record</h3>
      <p class="quiet" role="status">Graph has not written it yet. It is looked for again and again.</p>
    </section>`
  }
  return html`<section class="card" aria-labelledby="call-record-title" data-testid="call-record">
    <h3 id="call-record-title">Call record</h3>
    ${content(summarize(record), timeZone)}
  </section>`
}

function content(summary: CallRecordSummary, timeZone: string | undefined): TemplateResult {
  const { participants, startedAt, endedAt, modalities, failure, quality } = summary
  const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone })
  return html`
    <ul class="participants">
      ${participants.map(
        ({ name, client }) => html`<li>
          ${avatar(name, 'small')}
          <span><span class="name">${name}</span><span class="quiet">${client}</span></span>
        </li>`,
      )}
    </ul>
    <dl class="facts">
      ${fact('Started', time.format(startedAt))} ${fact('Ended', time.format(endedAt))}
      ${fact('Duration', toWords(endedAt - startedAt))} ${fact('Modalities', modalities)}
      ${failure ? fact('Failure', failure) : nothing}
    </dl>
    ${quality.length > 0 ? qualityTable(quality) : html`<p class="quiet">No media were measured.</p>`}
  `
}

function fact(name: string, value: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`
}

function qualityTable(quality: readonly DirectionQuality[]): TemplateResult {
  return html`<table class="quality">
    <caption>
      Audio quality
    </caption>
    <thead>
      <tr>
        <th scope="col">Sent by</th>
        <th scope="col">Jitter</th>
        <th scope="col">Round trip</th>
        <th scope="col">Loss</th>
      </tr>
    </thead>
    <tbody>
      ${quality.map(
        ({ from, jitterMs, roundTripMs, lossRatio, verdict }) => html`<tr>
          <th scope="row">
            <span class="sender">${from}</span>
            <span class="verdict" data-verdict=${verdict}>${VERDICTS[verdict]}</span>
          </th>
          <td>${Math.round(jitterMs)} ms</td>
          <td>${Math.round(roundTripMs)} ms</td>
          <td>${(lossRatio * 100).toFixed(1)} %</td>
        </tr>`,
      )}
    </tbody>
  </table>`
}

const VERDICTS: Readonly<Record<DirectionQuality['verdict'], string>> = { good: 'Good', fair: 'Fair', poor: 'Poor' }

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

  .facts {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 10px 16px;
    padding-block: 12px;
    border-block: 1px solid var(--line);
  }

  .facts dt {
    color: var(--quiet);
    font-size: 12px;
    line-height: 16px;
  }

  .facts dd {
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
    color: var(--quiet);
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
