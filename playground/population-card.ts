import { html } from 'lit'
import { cardStyles } from '../src/adapters/panel/card-styles.ts'
import { EmulatorCard } from '../src/adapters/panel/emulator-card.ts'
import { selectedValue } from '../src/adapters/panel/selected-value.ts'
import { tokens } from '../src/adapters/panel/tokens.ts'
import type { PopulateOptions, Population } from '../src/index.ts'
import { populationCardStyles } from './population-card-styles.ts'

/** The past calls that the playground starts with: two weeks of a small company in UTC. */
export const INITIAL_POPULATION = { days: 14, callsPerDay: 40, utcOffset: '+00:00' } as const

const PERIODS = [
  { value: 3, label: '3 days' },
  { value: 14, label: '2 weeks' },
  { value: 28, label: '4 weeks' },
] as const
const CALLS_PER_DAY = [10, 40, 150] as const
/** How many people of the office with poor Wi-Fi are named. */
const NAME_LIMIT = 5

/** Shows the generated past calls, and generates more. */
export class PopulationCard extends EmulatorCard {
  static override properties = {
    ...EmulatorCard.properties,
    populations: { attribute: false },
    days: { state: true },
    callsPerDay: { state: true },
  }
  static override styles = [tokens, cardStyles, populationCardStyles]

  /** The calls generated so far. */
  declare populations: readonly Population[]
  declare private days: number
  declare private callsPerDay: number

  constructor() {
    super()
    this.populations = []
    this.days = INITIAL_POPULATION.days
    this.callsPerDay = INITIAL_POPULATION.callsPerDay
  }

  protected override render() {
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Past calls</h2>
      ${this.#summary()}
      <div class="choices">
        <label>
          <span>Period</span>
          <select @change=${(event: Event) => {
            this.days = Number(selectedValue(event))
          }}>
            ${PERIODS.map(({ value, label }) => html`<option value=${value} ?selected=${value === this.days}>${label}</option>`)}
          </select>
        </label>
        <label>
          <span>Calls per day</span>
          <select @change=${(event: Event) => {
            this.callsPerDay = Number(selectedValue(event))
          }}>
            ${CALLS_PER_DAY.map((count) => html`<option value=${count} ?selected=${count === this.callsPerDay}>${count}</option>`)}
          </select>
        </label>
      </div>
      <code>${toCode(this.#options())}</code>
      <button @click=${this.#populate}>${this.populations.length > 0 ? 'Generate more' : 'Generate past calls'}</button>
    </section>`
  }

  #summary() {
    if (this.populations.length === 0) return html`<p class="quiet" role="status">No past calls yet.</p>`
    const records = this.populations.reduce((sum, population) => sum + population.records, 0)
    const people = peopleIn(this.populations)
    const warehouse = people
      .filter(({ office }) => office === 'Warehouse')
      .map(({ id, displayName }) => displayName ?? id)
    const others = warehouse.length > NAME_LIMIT ? ' and others' : ''
    return html`<p role="status"><b>${records.toLocaleString('en')} call records</b> of ${people.length} people</p>
      <p class="quiet">
        The Warehouse has poor Wi-Fi. Compare the calls of ${warehouse.slice(0, NAME_LIMIT).join(', ')}${others}.
      </p>`
  }

  #options(): PopulateOptions {
    return { days: this.days, callsPerDay: this.callsPerDay, utcOffset: INITIAL_POPULATION.utcOffset }
  }

  #populate(): void {
    const population = this.emulator.populate(this.#options())
    this.dispatchEvent(new CustomEvent<Population>('populated', { detail: population }))
  }
}

/** The people of all populations, without duplicates. */
export function peopleIn(populations: readonly Population[]): Population['people'] {
  return [...new Map(populations.flatMap(({ people }) => people).map((person) => [person.id, person])).values()]
}

/** The call of `populate` as a developer would write it. */
function toCode(options: PopulateOptions): string {
  const members = Object.entries(options).map(
    ([name, value]) => `  ${name}: ${typeof value === 'string' ? `'${value}'` : value},`,
  )
  return ['emulator.populate({', ...members, '})'].join('\n')
}
