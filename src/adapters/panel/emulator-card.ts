import { LitElement, type PropertyDeclarations } from 'lit'
import type { Emulator } from '../../index.ts'

/** An element that shows a part of the emulator's world, and follows it. */
export abstract class EmulatorCard extends LitElement {
  static override properties: PropertyDeclarations = { emulator: { attribute: false } }

  /** To be set before the element is put into a page. */
  declare emulator: Emulator
  #unsubscribe: (() => void)[] = []
  #frame = 0

  override connectedCallback(): void {
    super.connectedCallback()
    const { store, trace } = this.emulator
    const follow = () => {
      // Much may happen between two frames.
      this.#frame ||= requestAnimationFrame(() => {
        this.#frame = 0
        this.requestUpdate()
      })
    }
    this.#unsubscribe = [store.subscribe(follow), trace.subscribe(follow)]
    // It may have been out of the page for a while.
    this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
  }
}
