import { css, html, nothing, type TemplateResult } from 'lit'
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
        <td class="how">${badge(call.verdict)} <span class="quiet">${call.reasons.join(', ')}</span></td>
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

export const callTableStyles = css`
  .calls {
    width: 100%;
    border-collapse: collapse;
  }

  .calls > thead th {
    padding: 8px 12px 8px 0;
    color: var(--quiet);
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
    background: var(--sunken);
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
  .who + .quiet {
    display: block;
    font-size: 12px;
    line-height: 18px;
  }

  .calls .length.length {
    text-align: end;
    padding-inline-end: 24px;
  }

  .calls .how {
    width: 44%;
  }

  .calls .how .quiet {
    display: inline-block;
    font-size: 12px;
    line-height: 18px;
  }

  .calls .how .quiet::first-letter {
    text-transform: uppercase;
  }

  .who {
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
    font-weight: 600;
    text-align: start;
    overflow-wrap: break-word;
  }

  /* The whole row can be clicked. */
  .who::after {
    position: absolute;
    inset: 0;
    content: '';
  }

  .who:focus-visible {
    outline: none;
  }

  .who:focus-visible::after {
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
    color: var(--quiet);
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

    .calls .how {
      width: 36%;
    }
  }
`
