import { css, html } from 'lit'
import { cardStyles } from '../src/adapters/panel/card-styles.ts'
import { EmulatorCard } from '../src/adapters/panel/emulator-card.ts'
import { tokens } from '../src/adapters/panel/tokens.ts'
import type { PopulateOptions, Population } from '../src/index.ts'

/** The past that the playground begins with: two weeks of a small firm that works by UTC. */
export const PAST = { days: 14, callsPerDay: 40, utcOffset: '+00:00' } as const

const DAYS = [
  { value: 3, label: '3 days' },
  { value: 14, label: '2 weeks' },
  { value: 28, label: '4 weeks' },
] as const
const CALLS = [10, 40, 150] as const

/** What the tenant did before now; more of it can be made up. */
export class PastCard extends EmulatorCard {
  static override properties = {
    ...EmulatorCard.properties,
    pasts: { attribute: false },
    days: { state: true },
    calls: { state: true },
  }
  static override styles = [
    tokens,
    cardStyles,
    css`
      .choices {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 8px;
      }

      label span {
        display: block;
        color: var(--quiet);
        font-size: 12px;
        line-height: 18px;
      }

      b {
        font-weight: 600;
      }

      code {
        padding: 8px 10px;
        border-radius: 6px;
        background: var(--sunken);
        font-size: 12px;
        line-height: 18px;
        white-space: pre-wrap;
      }
    `,
  ]

  /** What was made so far. */
  declare pasts: readonly Population[]
  declare private days: number
  declare private calls: number

  constructor() {
    super()
    this.pasts = []
    this.days = PAST.days
    this.calls = PAST.callsPerDay
  }

  protected override render() {
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">A past</h2>
      ${this.#told()}
      <div class="choices">
        <label>
          <span>How long</span>
          <select @change=${(event: Event) => {
            this.days = numberOf(event)
          }}>
            ${DAYS.map(({ value, label }) => html`<option value=${value} ?selected=${value === this.days}>${label}</option>`)}
          </select>
        </label>
        <label>
          <span>Calls a day</span>
          <select @change=${(event: Event) => {
            this.calls = numberOf(event)
          }}>
            ${CALLS.map((count) => html`<option value=${count} ?selected=${count === this.calls}>${count}</option>`)}
          </select>
        </label>
      </div>
      <code>${toCode(this.#options())}</code>
      <button @click=${this.#populate}>${this.pasts.length > 0 ? 'Add another past' : 'Make up a past'}</button>
    </section>`
  }

  #told() {
    if (this.pasts.length === 0) return html`<p class="quiet" role="status">Nobody has called anybody yet.</p>`
    const records = this.pasts.reduce((sum, past) => sum + past.records, 0)
    const people = peopleOf(this.pasts)
    const warehouse = people.filter(({ office }) => office === 'Warehouse').map(({ displayName }) => displayName)
    const shown = warehouse.slice(0, 5)
    const others = warehouse.length > shown.length ? ' and others' : ''
    return html`<p role="status">
        <b>${records.toLocaleString('en')} call records</b> of ${people.length} people, and an office with bad Wi-Fi.
      </p>
      <p class="quiet">In the Warehouse sit ${shown.join(', ')}${others}: look at the calls of one of them.</p>`
  }

  #options(): PopulateOptions {
    return { days: this.days, callsPerDay: this.calls, utcOffset: PAST.utcOffset }
  }

  #populate(): void {
    const past = this.emulator.populate(this.#options())
    this.dispatchEvent(new CustomEvent<Population>('populated', { detail: past }))
  }
}

/** Everybody who called, once. */
export function peopleOf(pasts: readonly Population[]): Population['people'] {
  return [...new Map(pasts.flatMap(({ people }) => people).map((person) => [person.id, person])).values()]
}

/** What a developer would write for it. */
function toCode(options: PopulateOptions): string {
  const members = Object.entries(options).map(
    ([name, value]) => `  ${name}: ${typeof value === 'string' ? `'${value}'` : value},`,
  )
  return ['emulator.populate({', ...members, '})'].join('\n')
}

function numberOf({ target }: Event): number {
  return target instanceof HTMLSelectElement ? Number(target.value) : 0
}
