import { html, nothing, type TemplateResult } from 'lit'
import { avatar } from '../../avatar.ts'
import { formatDuration } from '../../durations.ts'
import { type CallRecordSummary, type DirectionQuality, summarize } from '../calling/call-record-summary.ts'
import type { CallingState } from '../calling/calling-store.ts'

/** The call record, once Graph has written it. */
export function callRecordCard(
  record: CallingState['record'],
  timeZone: string | undefined,
): TemplateResult | typeof nothing {
  if (record === undefined) return nothing
  if (record === 'awaited') {
    return html`<section class="card" aria-labelledby="call-record-title">
      <h3 id="call-record-title">Call record</h3>
      <p class="quiet" role="status">Graph has not written the call record yet. Checking again…</p>
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
    <dl class="details">
      ${detail('Started', time.format(startedAt))} ${detail('Ended', time.format(endedAt))}
      ${detail('Duration', formatDuration(endedAt - startedAt))} ${detail('Modalities', modalities)}
      ${failure ? detail('Failure', failure) : nothing}
    </dl>
    ${quality.length > 0 ? qualityTable(quality) : html`<p class="quiet">No media was measured.</p>`}
  `
}

function detail(name: string, value: string): TemplateResult {
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
            <span class="verdict" data-verdict=${verdict}>${VERDICT_LABELS[verdict]}</span>
          </th>
          <td>${Math.round(jitterMs)} ms</td>
          <td>${Math.round(roundTripMs)} ms</td>
          <td>${(lossRatio * 100).toFixed(1)} %</td>
        </tr>`,
      )}
    </tbody>
  </table>`
}

const VERDICT_LABELS: Readonly<Record<DirectionQuality['verdict'], string>> = {
  good: 'Good',
  fair: 'Fair',
  poor: 'Poor',
}
