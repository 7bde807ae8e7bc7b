import { css, html, nothing, type TemplateResult } from 'lit'
import { avatar } from '../call-panel/avatar.ts'
import { toRunningTime } from '../time.ts'
import type { QualityCall } from './quality-call.ts'
import type { AudioStream, SessionSummary } from './sessions.ts'
import { METRICS, type Metric, THRESHOLDS } from './thresholds.ts'

/** The sessions of a call: who was there with what, and what was heard. */
export function callDetails(call: QualityCall, time: Intl.DateTimeFormat): TemplateResult {
  if (call.sessions.length === 0) return html`<p class="quiet">Nothing is known of its sessions yet.</p>`
  return html`<div class="sessions" role="group" aria-label="Sessions of the call ${call.who}">
    ${call.sessions.map((session) => details(session, time))}
  </div>`
}

function details(session: SessionSummary, time: Intl.DateTimeFormat): TemplateResult {
  const { people, streams, startedAt, endedAt, failure } = session
  const names = people.map(({ name }) => name).join(' and ')
  return html`<section class="session" aria-label="Session of ${names}">
    <p class="quiet span">
      ${time.format(startedAt)} – ${time.format(endedAt)}, ${toRunningTime(endedAt - startedAt)}
      ${failure ? html`<span class="failure">${failure}</span>` : nothing}
    </p>
    <ul class="people">
      ${people.map(person)}
    </ul>
    ${streams.length > 0 ? streamTable(streams, names, time) : html`<p class="quiet">No audio was measured.</p>`}
  </section>`
}

function person({ name, client, devices, connections, feedback }: SessionSummary['people'][number]) {
  const facts = [client, connections.join(', then '), devices.join(', ')].filter(Boolean)
  return html`<li>
    ${avatar(name, 'small')}
    <span>
      <span class="name">${name}</span>
      ${facts.map((fact) => html`<span class="quiet fact">${fact}</span>`)}
      ${feedback ? html`<span class="fact">Rated it <b>${feedback.rating.toLowerCase()}</b>${feedback.words.length > 0 ? `: ${feedback.words.join(', ')}` : ''}</span>` : nothing}
    </span>
  </li>`
}

function streamTable(streams: readonly AudioStream[], names: string, time: Intl.DateTimeFormat): TemplateResult {
  const hasParts = new Set(streams.map(({ startedAt }) => startedAt)).size > 1
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
              ${hasParts ? html`<span class="quiet part">from ${time.format(stream.startedAt)}</span>` : nothing}
            </th>
            ${METRICS.map((metric) => cell(stream, metric))}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function cell({ measures, excesses }: AudioStream, metric: Metric) {
  const value = measures[metric]
  const { show, limit } = THRESHOLDS[metric]
  if (value === undefined) return html`<td class="quiet">–</td>`
  if (!excesses.includes(metric)) return html`<td>${show(value)}</td>`
  return html`<td class="over" title="Poor beyond ${show(limit)}">
    <span aria-hidden="true">▲</span> ${show(value)}<span class="hidden">, poor beyond ${show(limit)}</span>
  </td>`
}

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

  .span {
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
    color: var(--quiet);
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
