import { html, nothing } from 'lit'
import type { Scenario } from '../../index.ts'
import { cardStyles } from './card-styles.ts'
import { EmulatorCard } from './emulator-card.ts'
import { groupsOf } from './scenario-groups.ts'
import { tokens } from './tokens.ts'

/** What the others do by themselves in the app's next call. */
export class ScenarioCard extends EmulatorCard {
  static override properties = {
    ...EmulatorCard.properties,
    scenarios: { attribute: false },
    chosen: { attribute: false },
    problem: { state: true },
  }
  static override styles = [tokens, cardStyles]

  /** Those to choose from. */
  declare scenarios: readonly Scenario[]
  /** The name of the one that is in use at first, if it is one of these. */
  declare chosen: string | undefined
  declare private problem: string

  constructor() {
    super()
    this.scenarios = []
    this.problem = ''
  }

  protected override render() {
    const description = this.scenarios.find(({ name }) => name === this.chosen)?.description
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">What happens in the next call</h2>
      <select aria-label="Scenario" @change=${this.#choose}>
        ${this.chosen === undefined ? html`<option selected disabled>As the emulator was created</option>` : nothing}
        ${groupsOf(this.scenarios).map(({ label, scenarios }) => html`<optgroup label=${label}>${scenarios.map((one) => this.#option(one))}</optgroup>`)}
      </select>
      <p class="quiet">${description ?? 'Its own scenarios come first; what none of them is for is answered after two seconds.'}</p>
      <div role="alert">${this.problem ? html`<p class="problem">${this.problem}</p>` : nothing}</div>
    </section>`
  }

  #option({ name }: Scenario) {
    return html`<option .value=${name} ?selected=${name === this.chosen}>${toTitle(name)}</option>`
  }

  #choose({ target }: Event): void {
    const scenario = this.scenarios.find(({ name }) => target instanceof HTMLSelectElement && name === target.value)
    if (!scenario) return
    this.problem = ''
    try {
      this.emulator.use(scenario)
      this.chosen = scenario.name
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error)
    }
  }
}

/** `droppedMidCall` reads better as `Dropped mid call`. */
function toTitle(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
