import { html, LitElement, nothing } from 'lit'
import { cache } from 'lit/directives/cache.js'
import { CARDS } from '../src/adapters/panel/cards.ts'
import { defineElements } from '../src/adapters/panel/define-elements.ts'
import { tokens } from '../src/adapters/panel/tokens.ts'
import { createEmulator, type Emulator, type EmulatorOptions, type Population } from '../src/index.ts'
import { CallPanel } from './call-panel/call-panel.ts'
import { CallQuality } from './call-quality/call-quality.ts'
import { app, people } from './directory.ts'
import { pageStyles } from './page-styles.ts'
import { PastCard, peopleOf } from './past-card.ts'
import { offered, shortTalk } from './scenarios.ts'

/** Where the app of this page would be reachable from Graph. */
const CALLBACK = 'https://calls.contoso.com/api/callback'

/** The playground's world: its people, its scenario, in real time unless told otherwise. */
export function createPlaygroundEmulator(options: EmulatorOptions = {}): Emulator {
  return createEmulator({
    seed: 7,
    clock: { start: '2026-03-05T15:00:00Z', rate: 1 },
    directory: { app, users: people },
    callbackUri: CALLBACK,
    scenarios: [shortTalk],
    ...options,
  })
}

/** Who calls the app at a click. */
const CALLERS = [people[1]]

/** What is shown, by the hash of the page's address; the first if it has none. */
const VIEWS = [
  { hash: '#calls', label: 'Calls' },
  { hash: '#quality', label: 'Call quality' },
] as const

/** The page: on one side an app that knows Microsoft Graph only, on the other the world behind it. */
export class CallPlayground extends LitElement {
  static override properties = {
    emulator: { attribute: false },
    pasts: { attribute: false },
    hash: { state: true },
  }
  static override styles = [tokens, pageStyles]

  /** To be set before the element is put into a page. */
  declare emulator: Emulator
  /** What the emulator was populated with. */
  declare pasts: readonly Population[]
  declare private hash: string
  #unsubscribe: (() => void) | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#followHash()
    window.addEventListener('hashchange', this.#followHash)
    // What Graph would post to the app's server is handed to the app in this page.
    this.#unsubscribe = this.emulator.receive(CALLBACK, async (request) => {
      const notifications = await request.json()
      this.renderRoot.querySelector('call-panel')?.receive(notifications)
    })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('hashchange', this.#followHash)
    this.#unsubscribe?.()
  }

  protected override render() {
    return html`
      <header>
        <h1>graph-communications-emulator</h1>
        <p class="quiet">
          The app sends its requests to graph.microsoft.com and knows nothing of what answers them: no tenant, no tunnel,
          no waiting for a call record. The world behind it is in your hands.
        </p>
        <nav aria-label="Views">
          <ul>
            ${VIEWS.map(({ hash, label }) => html`<li><a href=${hash} aria-current=${hash === this.hash ? 'page' : nothing}>${label}</a></li>`)}
          </ul>
        </nav>
      </header>
      ${this.#calls(this.hash !== '#calls')} ${cache(this.hash === '#quality' ? this.#quality() : nothing)}
    `
  }

  /** Stays in the page: a call goes on while the other view is shown. */
  #calls(isHidden: boolean) {
    const { emulator } = this
    return html`<main ?hidden=${isHidden}>
      <section aria-label="The app">
        <call-panel .contacts=${people} .callbackUri=${CALLBACK} .now=${emulator.clock.now} time-zone="UTC"></call-panel>
      </section>
      ${cache(isHidden ? nothing : this.#world())}
    </main>`
  }

  #world() {
    const { emulator } = this
    return html`<section class="world" aria-label="The world behind it">
        <graph-emulator-clock .emulator=${emulator}></graph-emulator-clock>
        <graph-emulator-scenario .emulator=${emulator} .scenarios=${offered} .chosen=${shortTalk.name}></graph-emulator-scenario>
        <graph-emulator-other-side class="wide" .emulator=${emulator} .callers=${CALLERS}></graph-emulator-other-side>
        <graph-emulator-trace class="wide" .emulator=${emulator}></graph-emulator-trace>
      </section>`
  }

  /** Reads the records each time it is shown. */
  #quality() {
    const { emulator, pasts } = this
    const known = pasts.length > 0 ? peopleOf(pasts) : people
    return html`<main class="past">
      <section aria-label="The app">
        <call-quality .people=${known} .now=${emulator.clock.now} time-zone="UTC"></call-quality>
      </section>
      <section class="world" aria-label="The world behind it">
        <past-card .emulator=${emulator} .pasts=${pasts} @populated=${this.#addPast}></past-card>
        <graph-emulator-clock .emulator=${emulator}></graph-emulator-clock>
      </section>
    </main>`
  }

  #addPast({ detail }: CustomEvent<Population>): void {
    this.pasts = [...this.pasts, detail]
    // Graph tells nobody of what was long ago.
    void this.renderRoot.querySelector('call-quality')?.refresh()
  }

  #followHash = (): void => {
    this.hash = VIEWS.find(({ hash }) => hash === location.hash)?.hash ?? VIEWS[0].hash
  }
}

/** Puts the playground into a page in which MSW answers with the emulator's handlers. @param pasts What it was populated with. */
export function mountPlayground(container: Element, emulator: Emulator, pasts: readonly Population[] = []): void {
  defineElements({
    'call-playground': CallPlayground,
    'call-panel': CallPanel,
    'call-quality': CallQuality,
    'past-card': PastCard,
    ...CARDS,
  })
  const playground = document.createElement('call-playground')
  Object.assign(playground, { emulator, pasts })
  container.append(playground)
}

declare global {
  interface HTMLElementTagNameMap {
    'call-playground': CallPlayground
  }
}
