import { html, LitElement, nothing } from 'lit'
import { type Emulator, scenarios, selectLiveCalls } from '../../index.ts'
import { emulatorPanelStyles } from './emulator-panel-styles.ts'
import { tokens } from './tokens.ts'

/** How many users of the directory get a button for an incoming call. */
const CALLER_COUNT = 2
const LIBRARY = Object.values(scenarios)

/** The panel beside an app: a button in the corner of the page, which opens the cards. */
export class EmulatorPanel extends LitElement {
  static override properties = {
    emulator: { attribute: false },
    open: { type: Boolean, reflect: true },
    copyStatus: { state: true },
  }
  static override styles = [tokens, emulatorPanelStyles]

  /** Must be set before the element is connected. */
  declare emulator: Emulator
  /** Whether the cards are visible, or only the button. */
  declare open: boolean
  /** Whether copying the diagram has succeeded. Empty before. */
  declare private copyStatus: string
  #unsubscribe: (() => void) | undefined

  constructor() {
    super()
    this.open = false
    this.copyStatus = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#unsubscribe = this.emulator.store.subscribe(() => this.requestUpdate())
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#unsubscribe?.()
  }

  protected override render() {
    const calls = selectLiveCalls()(this.emulator.store.getState()).length
    return html`${this.open ? this.#cards() : nothing}
      <button class="toggle" aria-expanded=${this.open} @click=${this.#toggle}>
        Graph emulator
        ${calls > 0 ? html`<span class="count"><span class="hidden">calls: </span>${calls}</span>` : nothing}
      </button>`
  }

  #cards() {
    const { emulator } = this
    const callers = emulator.directory.users.filter(({ guest }) => !guest).slice(0, CALLER_COUNT)
    return html`<aside aria-label="Graph emulator" @keydown=${this.#closeOnEscape}>
      <header>
        <h2>Graph emulator</h2>
        <span role="status" class="hidden">${this.copyStatus}</span>
        <button title="Copy the trace as a Mermaid sequence diagram" @click=${this.#copyDiagram}>${this.copyStatus || 'Copy diagram'}</button>
        <button title="Delete all calls, and reset the clock, the seed and the scenarios" @click=${this.#reset}>Reset</button>
      </header>
      <div class="cards">
        <graph-emulator-clock .emulator=${emulator}></graph-emulator-clock>
        <graph-emulator-call .emulator=${emulator} .callers=${callers}></graph-emulator-call>
        <graph-emulator-scenario .emulator=${emulator} .scenarios=${LIBRARY}></graph-emulator-scenario>
        <graph-emulator-trace .emulator=${emulator}></graph-emulator-trace>
      </div>
    </aside>`
  }

  #reset(): void {
    this.emulator.reset()
    const scenario = this.renderRoot.querySelector('graph-emulator-scenario')
    if (scenario) scenario.chosen = undefined
  }

  #toggle(): void {
    this.open = !this.open
    this.copyStatus = ''
  }

  #closeOnEscape({ key }: KeyboardEvent): void {
    if (key !== 'Escape') return
    this.open = false
    this.renderRoot.querySelector<HTMLElement>('.toggle')?.focus()
  }

  async #copyDiagram(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.emulator.trace.toMermaid())
      this.copyStatus = 'Copied'
    } catch {
      this.copyStatus = 'Copying is blocked'
    }
  }
}
