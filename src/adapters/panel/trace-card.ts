import { css, html, nothing, type PropertyValues } from 'lit'
import { selectCall } from '../../index.ts'
import { cardStyles } from './card-styles.ts'
import { EmulatorCard } from './emulator-card.ts'
import { participantName } from './people-list.ts'
import { type ToldEntry, tellTrace } from './tell-trace.ts'
import { tokens } from './tokens.ts'

/** How many lines are shown. */
const SHOWN = 300

/** What happened, as it happens: requests, notifications, steps, states. */
export class TraceCard extends EmulatorCard {
  static override styles = [
    tokens,
    cardStyles,
    css`
      .card {
        grid-template-rows: auto minmax(0, 1fr);
      }

      ol {
        height: 26rem;
        overflow-y: auto;
        border-radius: 6px;
        background: var(--sunken);
        font-size: 13px;
        scrollbar-width: thin;
      }

      li {
        display: grid;
        grid-template-columns: 6.2em 7.4em minmax(0, 1fr) auto;
        gap: 10px;
        align-items: baseline;
        padding: 3px 10px;
      }

      li + li {
        border-top: 1px solid light-dark(#f0f0f0, #2b2b2b);
      }

      .at {
        color: var(--quiet);
        font-size: 12px;
        font-variant-numeric: tabular-nums;
      }

      .kind {
        font-size: 12px;
        font-weight: 600;
      }

      .text {
        overflow-wrap: anywhere;
      }

      [data-kind='request'] .kind {
        color: var(--brand-text);
      }

      [data-kind='notification'] .kind {
        color: light-dark(#0c5a86, #7cc7f2);
      }

      [data-kind='other side'] .kind {
        color: var(--warn);
      }

      [data-kind='record'] .kind,
      [data-kind='media'] .kind {
        color: var(--good);
      }

      [data-kind='call'] .kind {
        color: var(--quiet);
      }

      [data-kind='problem'] .kind,
      .error {
        color: var(--bad);
      }

      .empty {
        display: block;
        padding: 12px;
      }

      @media (max-width: 40rem) {
        li {
          grid-template-columns: 6.2em 1fr auto;
          row-gap: 0;
        }

        .text {
          grid-column: 1 / 3;
          grid-row: 2;
        }

        .text + * {
          grid-row: 2;
        }
      }
    `,
  ]

  #atEnd = true

  protected override willUpdate(): void {
    const list = this.renderRoot.querySelector('ol')
    // Who has scrolled back wants to read.
    this.#atEnd = !list || list.scrollHeight - list.scrollTop - list.clientHeight < 40
  }

  protected override updated(_: PropertyValues): void {
    const list = this.renderRoot.querySelector('ol')
    if (list && this.#atEnd) list.scrollTop = list.scrollHeight
  }

  protected override render() {
    const { trace, store } = this.emulator
    const nameIn = (callId: string, participantId: string) => {
      const call = selectCall(callId)(store.getState())
      const person = call?.participants.find(({ id }) => id === participantId)
      return person && participantName(person)
    }
    const lines = tellTrace(trace.entries(), nameIn).slice(-SHOWN)
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Trace</h2>
      <ol tabindex="0" aria-labelledby="title">
        ${lines.length > 0 ? lines.map(toLine) : html`<li class="empty quiet">Nothing has happened yet.</li>`}
      </ol>
    </section>`
  }
}

function toLine({ at, kind, text, outcome, error }: ToldEntry) {
  return html`<li data-kind=${kind}>
    <span class="at">${new Date(at).toISOString().slice(11, 23)}</span>
    <span class="kind">${kind}</span>
    <span class="text">${text} ${error ? html`<span class="error">${error}</span>` : nothing}</span>
    ${outcome ? html`<span class=${error ? 'error' : 'quiet'}>${outcome}</span>` : nothing}
  </li>`
}
