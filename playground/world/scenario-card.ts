import { html } from 'lit'
import { offered } from '../scenarios.ts'
import { tokens } from '../tokens.ts'
import { cardStyles } from './card-styles.ts'
import { EmulatorCard } from './emulator-card.ts'

/** What the other side does by itself when it is called next. */
export class ScenarioCard extends EmulatorCard {
  static override properties = { ...EmulatorCard.properties, chosen: { state: true } }
  static override styles = [tokens, cardStyles]

  declare private chosen: string

  constructor() {
    super()
    this.chosen = offered[0]?.name ?? ''
  }

  protected override render() {
    const description = offered.find(({ name }) => name === this.chosen)?.description
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">When the app calls next</h2>
      <select aria-label="Scenario" @change=${this.#choose}>
        ${offered.map(({ name }) => html`<option .value=${name} ?selected=${name === this.chosen}>${toTitle(name)}</option>`)}
      </select>
      <p class="quiet">${description}</p>
    </section>`
  }

  #choose({ target }: Event): void {
    const scenario = offered.find(({ name }) => target instanceof HTMLSelectElement && name === target.value)
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
