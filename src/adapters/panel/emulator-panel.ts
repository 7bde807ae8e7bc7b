import { css, html, LitElement, nothing } from 'lit'
import { type Emulator, scenarios, selectLiveCalls } from '../../index.ts'
import { tokens } from './tokens.ts'

/** So many users of the directory have a button to call the app with. */
const CALLERS = 2
const ALL = Object.values(scenarios)

/** The world beside the app that it is for: a button in a corner of the page, which opens it at the side. */
export class EmulatorPanel extends LitElement {
  static override properties = {
    emulator: { attribute: false },
    open: { type: Boolean, reflect: true },
    copied: { state: true },
  }
  static override styles = [
    tokens,
    css`
      :host {
        display: contents;
      }

      .toggle,
      aside {
        position: fixed;
        z-index: 2147483000;
        inset-inline-end: 16px;
      }

      button {
        cursor: pointer;
        font-weight: 600;
      }

      .toggle {
        bottom: 16px;
        display: flex;
        gap: 8px;
        align-items: center;
        min-height: 40px;
        padding: 0 16px;
        border: 0;
        border-radius: 20px;
        background: var(--brand);
        box-shadow: var(--shadow);
        color: #fff;
      }

      .toggle:hover {
        background: var(--brand-hover);
      }

      .count {
        min-width: 20px;
        padding: 0 6px;
        border-radius: 10px;
        background: #fff;
        color: #3d3f8f;
        font-size: 12px;
      }

      aside {
        inset-block: 16px 68px;
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        width: min(27rem, calc(100vw - 32px));
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--page);
        box-shadow: var(--shadow);
      }

      header {
        display: flex;
        gap: 8px;
        align-items: center;
        padding: 10px 12px 10px 16px;
        border-bottom: 1px solid var(--line);
        background: var(--card);
      }

      h2 {
        flex: 1;
        font-size: 14px;
        font-weight: 600;
      }

      header button {
        min-height: 30px;
        padding: 2px 10px;
        border: 1px solid var(--control-line);
        border-radius: 6px;
        background: var(--card);
        font-size: 13px;
      }

      .cards {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 10px;
        align-content: start;
        overflow-y: auto;
        padding: 10px;
      }
    `,
  ]

  /** To be set before the element is put into a page. */
  declare emulator: Emulator
  /** Whether the world is shown, or the button alone. */
  declare open: boolean
  /** What became of copying the diagram. */
  declare private copied: string
  #unsubscribe: (() => void) | undefined

  constructor() {
    super()
    this.open = false
    this.copied = ''
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
    const live = selectLiveCalls()(this.emulator.store.getState()).length
    return html`${this.open ? this.#world() : nothing}
      <button class="toggle" aria-expanded=${this.open} @click=${this.#toggle}>
        Graph emulator
        ${live > 0 ? html`<span class="count"><span class="hidden">calls: </span>${live}</span>` : nothing}
      </button>`
  }

  #world() {
    const { emulator } = this
    const callers = emulator.directory.users.slice(0, CALLERS)
    return html`<aside aria-label="Graph emulator" @keydown=${this.#closeOnEscape}>
      <header>
        <h2>Graph emulator</h2>
        <span role="status" class="hidden">${this.copied}</span>
        <button title="The trace as a Mermaid sequence diagram" @click=${this.#copy}>${this.copied || 'Copy diagram'}</button>
        <button title="Back to the beginning: seed, clock, scenarios, no calls" @click=${this.#reset}>Reset</button>
      </header>
      <div class="cards">
        <graph-emulator-clock .emulator=${emulator}></graph-emulator-clock>
        <graph-emulator-other-side .emulator=${emulator} .callers=${callers}></graph-emulator-other-side>
        <graph-emulator-scenario .emulator=${emulator} .scenarios=${ALL}></graph-emulator-scenario>
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
    this.copied = ''
  }

  #closeOnEscape({ key }: KeyboardEvent): void {
    if (key !== 'Escape') return
    this.open = false
    this.renderRoot.querySelector<HTMLElement>('.toggle')?.focus()
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.emulator.trace.toMermaid())
      this.copied = 'Copied'
    } catch {
      this.copied = 'The page may not copy'
    }
  }
}
