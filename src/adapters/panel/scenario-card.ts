import { html, nothing } from 'lit'
import type { Scenario } from '../../index.ts'
import { cardStyles } from './card-styles.ts'
import { EmulatorCard } from './emulator-card.ts'
import { groupScenarios } from './scenario-groups.ts'
import { selectedValue } from './selected-value.ts'
import { tokens } from './tokens.ts'

/** Lets the user choose the scenario that plays in the app's next call. */
export class ScenarioCard extends EmulatorCard {
  static override properties = {
    ...EmulatorCard.properties,
    scenarios: { attribute: false },
    chosen: { attribute: false },
  }
  static override styles = [tokens, cardStyles]

  declare scenarios: readonly Scenario[]
  /** The name of the scenario that is in use. Undefined for the scenarios that the emulator was created with. */
  declare chosen: string | undefined

  constructor() {
    super()
    this.scenarios = []
  }

  protected override render() {
    const description = this.scenarios.find(({ name }) => name === this.chosen)?.description
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Scenario for the next call</h2>
      <select aria-label="Scenario" @change=${this.#choose}>
        ${this.chosen === undefined ? html`<option selected disabled>Initial scenarios</option>` : nothing}
        ${groupScenarios(this.scenarios).map(({ label, scenarios }) => html`<optgroup label=${label}>${scenarios.map((one) => this.#option(one))}</optgroup>`)}
      </select>
      <p class="quiet">${description ?? 'The scenarios that the emulator was created with. A call that matches none of them is answered after two seconds.'}</p>
      ${this.renderError()}
    </section>`
  }

  #option({ name }: Scenario) {
    return html`<option .value=${name} ?selected=${name === this.chosen}>${toTitle(name)}</option>`
  }

  #choose(event: Event): void {
    const scenario = this.scenarios.find(({ name }) => name === selectedValue(event))
    if (!scenario) return
    this.attempt(() => {
      this.emulator.use(scenario)
      this.chosen = scenario.name
    })
  }
}

/** `droppedMidCall` → `Dropped mid call` */
function toTitle(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
