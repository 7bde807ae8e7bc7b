import { html, nothing, type TemplateResult } from 'lit'
import { toRunningTime } from '../time.ts'
import { callDetails } from './call-details.ts'
import { type QualityCall, VERDICTS } from './quality-call.ts'

interface CallTable {
  /** The newest first. */
  readonly calls: readonly QualityCall[]
  /** The id of the call whose details are shown, or nothing. */
  readonly chosen: string
  readonly choose: (id: string) => void
  readonly timeZone: string | undefined
}

/** The calls, one below the other; the chosen one with its sessions. */
export function callTable({ calls, chosen, choose, timeZone }: CallTable): TemplateResult {
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone })
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })
  const row = (call: QualityCall) => {
    const isChosen = call.id === chosen
    return html`<tr data-chosen=${isChosen}>
        <td class="when">${time.format(call.startedAt)} <span class="quiet">${day.format(call.startedAt)}</span></td>
        <th scope="row">
          <button class="who" aria-expanded=${isChosen} @click=${() => choose(isChosen ? '' : call.id)}>
            ${call.who}
          </button>
          <span class="quiet">${call.kind} · ${call.modalities}</span>
        </th>
        <td class="length">${toRunningTime(call.endedAt - call.startedAt)}</td>
        <td class="how">${badge(call.verdict)} ${reasons(call)}</td>
      </tr>
      ${isChosen ? html`<tr class="details"><td colspan="4">${callDetails(call, time)}</td></tr>` : nothing}`
  }
  return html`<table class="calls">
    <caption class="hidden">Calls, the newest first</caption>
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
  if (verdict === 'reading') return html`<span class="verdict">Not read yet</span>`
  return html`<span class="verdict" data-verdict=${verdict}>${VERDICTS[verdict]}</span>`
}

/** A measure and its value stay together. */
function reasons({ reasons }: QualityCall) {
  if (reasons.length === 0) return nothing
  const commas = reasons.map((reason, index) => (index < reasons.length - 1 ? `${reason},` : reason))
  return html`<p class="reasons">${commas.map((reason) => html`<span>${reason}</span> `)}</p>`
}
