import { html } from 'lit'
import type { Scenario } from '../../src/index.ts'
import { offered } from '../scenarios.ts'
import { tokens } from '../tokens.ts'
import { cardStyles } from './card-styles.ts'
import { EmulatorCard } from './emulator-card.ts'

const all = offered.flatMap(({ scenarios }) => scenarios)

/** What the others do by themselves in the app's next call. */
export class ScenarioCard extends EmulatorCard {
  static override properties = { ...EmulatorCard.properties, chosen: { state: true } }
  static override styles = [tokens, cardStyles]

  declare private chosen: string

  constructor() {
    super()
    this.chosen = all[0]?.name ?? ''
  }

  protected override render() {
    const description = all.find(({ name }) => name === this.chosen)?.description
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">What happens in the next call</h2>
      <select aria-label="Scenario" @change=${this.#choose}>
        ${offered.map(({ label, scenarios }) => html`<optgroup label=${label}>${scenarios.map((one) => this.#option(one))}</optgroup>`)}
      </select>
      <p class="quiet">${description}</p>
    </section>`
  }

  #option({ name }: Scenario) {
    return html`<option .value=${name} ?selected=${name === this.chosen}>${toTitle(name)}</option>`
  }

  #choose({ target }: Event): void {
    const scenario = all.find(({ name }) => target instanceof HTMLSelectElement && name === target.value)
    if (!scenario) return
    this.chosen = scenario.name
    this.emulator.use(scenario)
  }
}

/** `droppedMidCall` reads better as `Dropped mid call`. */
function toTitle(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
