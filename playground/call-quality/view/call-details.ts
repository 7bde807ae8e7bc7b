import { html, nothing, type TemplateResult } from 'lit'
import { avatar } from '../../avatar.ts'
import { toTimer } from '../../durations.ts'
import type { QualityCall } from '../records/quality-call.ts'
import type { AudioStream, SessionSummary } from '../records/sessions.ts'
import { METRICS, type Metric, THRESHOLDS } from '../records/thresholds.ts'

/** The sessions of a call: its participants, their devices and networks, and the audio streams. */
export function callDetails(call: QualityCall, time: Intl.DateTimeFormat): TemplateResult {
  if (call.sessions.length === 0) return html`<p class="quiet">The sessions are not loaded yet.</p>`
  return html`<div class="sessions" role="group" aria-label="Sessions of the call ${call.title}">
    ${call.sessions.map((session) => sessionDetails(session, time))}
  </div>`
}

function sessionDetails(session: SessionSummary, time: Intl.DateTimeFormat): TemplateResult {
  const { participants, streams, startedAt, endedAt, failure } = session
  const names = participants.map(({ name }) => name).join(' and ')
  return html`<section class="session" aria-label="Session of ${names}">
    <p class="quiet period">
      ${time.format(startedAt)} – ${time.format(endedAt)}, ${toTimer(endedAt - startedAt)}
      ${failure ? html`<span class="failure">${failure}</span>` : nothing}
    </p>
    <ul class="people">
      ${participants.map(participantDetails)}
    </ul>
    ${streams.length > 0 ? streamTable(streams, names, time) : html`<p class="quiet">No audio was measured.</p>`}
  </section>`
}

function participantDetails({ name, client, devices, connections, feedback }: SessionSummary['participants'][number]) {
  const facts = [client, connections.join(' → '), devices.join(', ')].filter(Boolean)
  return html`<li>
    ${avatar(name, 'small')}
    <span>
      <span class="name">${name}</span>
      ${facts.map((fact) => html`<span class="quiet fact">${fact}</span>`)}
      ${feedback ? html`<span class="fact">Rating: <b>${feedback.rating}</b>${feedback.comments.length > 0 ? ` (${feedback.comments.join(', ')})` : ''}</span>` : nothing}
    </span>
  </li>`
}

function streamTable(streams: readonly AudioStream[], names: string, time: Intl.DateTimeFormat): TemplateResult {
  const hasSeveralSegments = new Set(streams.map(({ startedAt }) => startedAt)).size > 1
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Audio of ${names}">
    <table class="streams">
      <thead>
        <tr>
          <th scope="col">Audio</th>
          ${METRICS.map((metric) => html`<th scope="col">${THRESHOLDS[metric].label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${streams.map(
          (stream) => html`<tr>
            <th scope="row">
              ${stream.from} → ${stream.to}
              ${hasSeveralSegments ? html`<span class="quiet part">from ${time.format(stream.startedAt)}</span>` : nothing}
            </th>
            ${METRICS.map((metric) => cell(stream, metric))}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function cell({ values, exceeded }: AudioStream, metric: Metric) {
  const value = values[metric]
  const { show, limit } = THRESHOLDS[metric]
  if (value === undefined) return html`<td class="quiet">–</td>`
  if (!exceeded.includes(metric)) return html`<td>${show(value)}</td>`
  return html`<td class="over" title="Poor above ${show(limit)}">
    <span aria-hidden="true">▲</span> ${show(value)}<span class="hidden">, poor above ${show(limit)}</span>
  </td>`
}
