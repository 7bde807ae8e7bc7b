import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { Emulator } from '../../index.ts'

/** Base of the cards: renders again when the emulator's state or trace changes, and shows errors. */
export abstract class EmulatorCard extends LitElement {
  static override properties: PropertyDeclarations = { emulator: { attribute: false }, problem: { state: true } }

  /** Must be set before the element is connected. */
  declare emulator: Emulator
  /** The message of the last action that failed. */
  declare protected problem: string
  #unsubscribe: (() => void)[] = []
  #frame = 0

  constructor() {
    super()
    this.problem = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const { store, trace } = this.emulator
    const schedule = () => {
      // One render for all changes between two frames.
      this.#frame ||= requestAnimationFrame(() => {
        this.#frame = 0
        this.requestUpdate()
      })
    }
    this.#unsubscribe = [store.subscribe(schedule), trace.subscribe(schedule)]
    // Changes while the element was disconnected have not been rendered.
    this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
  }

  /** Runs an action of the emulator. The emulator may reject it: the call may have changed since the last render. */
  protected attempt(action: () => void): void {
    this.problem = ''
    try {
      action()
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error)
    }
  }

  protected renderProblem(): TemplateResult {
    return html`<div role="alert">${this.problem ? html`<p class="problem">${this.problem}</p>` : nothing}</div>`
  }
}
