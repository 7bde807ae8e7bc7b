import { html, nothing, type TemplateResult } from 'lit'
import { toTimer } from '../../durations.ts'
import { type QualityCall, VERDICT_LABELS } from '../records/quality-call.ts'
import { callDetails } from './call-details.ts'

interface CallTable {
  /** The newest first. */
  readonly calls: readonly QualityCall[]
  /** The id of the call whose details are shown; empty for none. */
  readonly chosen: string
  readonly choose: (id: string) => void
  readonly timeZone: string | undefined
}

/** A row for each call; the chosen one expands to its sessions. */
export function callTable({ calls, chosen, choose, timeZone }: CallTable): TemplateResult {
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone })
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })
  const row = (call: QualityCall) => {
    const isChosen = call.id === chosen
    return html`<tr data-chosen=${isChosen}>
        <td class="when">${time.format(call.startedAt)} <span class="quiet">${day.format(call.startedAt)}</span></td>
        <th scope="row">
          <button class="call-title" aria-expanded=${isChosen} @click=${() => choose(isChosen ? '' : call.id)}>
            ${call.title}
          </button>
          <span class="quiet">${call.kind} · ${call.modalities}</span>
        </th>
        <td class="length">${toTimer(call.endedAt - call.startedAt)}</td>
        <td class="verdict-cell">${badge(call.verdict)} ${reasons(call)}</td>
      </tr>
      ${isChosen ? html`<tr class="details"><td colspan="4">${callDetails(call, time)}</td></tr>` : nothing}`
  }
  return html`<table class="calls">
    <caption class="hidden">Calls, newest first</caption>
    <thead>
      <tr>
        <th scope="col">Start</th>
        <th scope="col">Call</th>
        <th scope="col" class="length">Length</th>
        <th scope="col">Quality</th>
      </tr>
    </thead>
    <tbody>
      ${calls.map(row)}
    </tbody>
  </table>`
}

function badge(verdict: QualityCall['verdict']) {
  if (verdict === 'loading') return html`<span class="verdict">Loading…</span>`
  return html`<span class="verdict" data-verdict=${verdict}>${VERDICT_LABELS[verdict]}</span>`
}

/** No line break within a reason. */
function reasons({ reasons }: QualityCall) {
  if (reasons.length === 0) return nothing
  const separated = reasons.map((reason, index) => (index < reasons.length - 1 ? `${reason},` : reason))
  return html`<p class="reasons">${separated.map((reason) => html`<span>${reason}</span> `)}</p>`
}
