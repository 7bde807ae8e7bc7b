import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { Emulator } from '../../index.ts'

/** Base class of the panel's cards: renders again when the emulator's state or trace changes, and shows errors. */
export abstract class EmulatorCard extends LitElement {
  static override properties: PropertyDeclarations = { emulator: { attribute: false }, errorMessage: { state: true } }

  /** Must be set before the element is connected. */
  declare emulator: Emulator
  /** The message of the last action that failed. */
  declare protected errorMessage: string
  #unsubscribe: (() => void)[] = []
  #frame = 0

  constructor() {
    super()
    this.errorMessage = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const { store, trace } = this.emulator
    const requestRender = () => {
      // One render for all changes between two frames.
      this.#frame ||= requestAnimationFrame(() => {
        this.#frame = 0
        this.requestUpdate()
      })
    }
    this.#unsubscribe = [store.subscribe(requestRender), trace.subscribe(requestRender)]
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
    this.errorMessage = ''
    try {
      action()
    } catch (error) {
      this.errorMessage = error instanceof Error ? error.message : String(error)
    }
  }

  protected renderError(): TemplateResult {
    return html`<div role="alert">${this.errorMessage ? html`<p class="error-message">${this.errorMessage}</p>` : nothing}</div>`
  }
}
