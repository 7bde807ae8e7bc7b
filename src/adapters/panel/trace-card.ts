import { html, nothing, type PropertyValues } from 'lit'
import { selectCall } from '../../index.ts'
import { cardStyles } from './card-styles.ts'
import { EmulatorCard } from './emulator-card.ts'
import { participantName } from './participant-list.ts'
import { tokens } from './tokens.ts'
import { traceCardStyles } from './trace-card-styles.ts'
import { type TraceLine, toTraceLines } from './trace-lines.ts'

/** How many lines are rendered. */
const LINE_LIMIT = 300
/** How far from its end, in pixels, the list still scrolls along. */
const END_MARGIN = 40

/** Shows the latest requests, notifications, steps and states. */
export class TraceCard extends EmulatorCard {
  static override styles = [tokens, cardStyles, traceCardStyles]

  #wasAtEnd = true

  protected override willUpdate(): void {
    const list = this.renderRoot.querySelector('ol')
    // A user who has scrolled back is reading: new lines must not move the list.
    this.#wasAtEnd = !list || list.scrollHeight - list.scrollTop - list.clientHeight < END_MARGIN
  }

  protected override updated(_: PropertyValues): void {
    const list = this.renderRoot.querySelector('ol')
    if (list && this.#wasAtEnd) list.scrollTop = list.scrollHeight
  }

  protected override render() {
    const { trace, store } = this.emulator
    const findName = (callId: string, participantId: string) => {
      const call = selectCall(callId)(store.getState())
      const participant = call?.participants.find(({ id }) => id === participantId)
      return participant && participantName(participant)
    }
    const lines = toTraceLines(trace.entries(), findName).slice(-LINE_LIMIT)
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Trace</h2>
      <ol tabindex="0" aria-labelledby="title">
        ${lines.length > 0 ? lines.map(renderLine) : html`<li class="empty quiet">Nothing yet. Requests, notifications and steps appear here.</li>`}
      </ol>
    </section>`
  }
}

function renderLine({ at, kind, text, status, error }: TraceLine) {
  return html`<li data-kind=${kind}>
    <span class="at">${new Date(at).toISOString().slice(11, 23)}</span>
    <span class="kind">${kind}</span>
    <span class="text">${text} ${error ? html`<span class="error">${error}</span>` : nothing}</span>
    ${status ? html`<span class=${error ? 'error' : 'quiet'}>${status}</span>` : nothing}
  </li>`
}
