import { html, LitElement, nothing } from 'lit'
import { cache } from 'lit/directives/cache.js'
import { CARDS } from '../src/adapters/panel/cards.ts'
import { defineElements } from '../src/adapters/panel/define-elements.ts'
import { tokens } from '../src/adapters/panel/tokens.ts'
import { createEmulator, type Emulator, type EmulatorOptions, type Population } from '../src/index.ts'
import { CallPanel } from './call-panel/call-panel.ts'
import { CallQuality } from './call-quality/call-quality.ts'
import { app, people, tenantId } from './directory.ts'
import { pageStyles } from './page-styles.ts'
import { PopulationCard, peopleIn } from './population-card.ts'
import { playgroundScenarios, shortTalk } from './scenarios.ts'

/** The webhook of the app on this page. */
const CALLBACK = 'https://calls.contoso.com/api/callback'

/** The playground's emulator. Its clock is real unless `options` says otherwise. */
export function createPlaygroundEmulator(options: EmulatorOptions = {}): Emulator {
  return createEmulator({
    seed: 7,
    clock: { start: '2026-03-05T15:00:00Z', rate: 1 },
    directory: { tenantId, app, users: people },
    callbackUri: CALLBACK,
    scenarios: [shortTalk],
    ...options,
  })
}

/** The users that get a button for an incoming call. */
const CALLERS = [people[1]]

/** The views, by the hash of the page's URL; the first is the default. */
const VIEWS = [
  { hash: '#calls', label: 'Calls' },
  { hash: '#quality', label: 'Call quality' },
] as const

/** The page: an app that uses Microsoft Graph only, beside the emulator that answers it. */
export class CallPlayground extends LitElement {
  static override properties = {
    emulator: { attribute: false },
    populations: { attribute: false },
    hash: { state: true },
  }
  static override styles = [tokens, pageStyles]

  /** Must be set before the element is connected. */
  declare emulator: Emulator
  /** The past calls generated so far. */
  declare populations: readonly Population[]
  declare private hash: string
  #unsubscribe: (() => void) | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#readHash()
    window.addEventListener('hashchange', this.#readHash)
    // This page has no server: it passes notifications to the app directly.
    this.#unsubscribe = this.emulator.receive(CALLBACK, async (request) => {
      const notifications = await request.json()
      this.renderRoot.querySelector('call-panel')?.receive(notifications)
    })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('hashchange', this.#readHash)
    this.#unsubscribe?.()
  }

  protected override render() {
    return html`
      <header>
        <h1>graph-communications-emulator</h1>
        <p class="quiet">
          All requests of the app go to graph.microsoft.com and are answered in this page, without a tenant or a tunnel.
          Use the cards to control the clock, the participants and the scenarios.
        </p>
        <nav aria-label="Views">
          <ul>
            ${VIEWS.map(({ hash, label }) => html`<li><a href=${hash} aria-current=${hash === this.hash ? 'page' : nothing}>${label}</a></li>`)}
          </ul>
        </nav>
      </header>
      ${this.#callsView(this.hash !== '#calls')} ${cache(this.hash === '#quality' ? this.#qualityView() : nothing)}
    `
  }

  /** Stays in the page while hidden: a call continues in the background. */
  #callsView(isHidden: boolean) {
    const { emulator } = this
    return html`<main ?hidden=${isHidden}>
      <section aria-label="App">
        <call-panel .contacts=${people} .callbackUri=${CALLBACK} .now=${emulator.clock.now} time-zone="UTC"></call-panel>
      </section>
      ${cache(isHidden ? nothing : this.#emulatorCards())}
    </main>`
  }

  #emulatorCards() {
    const { emulator } = this
    return html`<section class="emulator" aria-label="Emulator">
        <graph-emulator-clock .emulator=${emulator}></graph-emulator-clock>
        <graph-emulator-scenario .emulator=${emulator} .scenarios=${playgroundScenarios} .chosen=${shortTalk.name}></graph-emulator-scenario>
        <graph-emulator-call class="wide" .emulator=${emulator} .callers=${CALLERS}></graph-emulator-call>
        <graph-emulator-trace class="wide" .emulator=${emulator}></graph-emulator-trace>
      </section>`
  }

  /** Loads the call records each time it is shown. */
  #qualityView() {
    const { emulator, populations } = this
    const knownPeople = populations.length > 0 ? peopleIn(populations) : people
    return html`<main class="quality">
      <section aria-label="App">
        <call-quality .people=${knownPeople} .now=${emulator.clock.now} time-zone="UTC"></call-quality>
      </section>
      <section class="emulator" aria-label="Emulator">
        <population-card .emulator=${emulator} .populations=${populations} @populated=${this.#addPopulation}></population-card>
        <graph-emulator-clock .emulator=${emulator}></graph-emulator-clock>
      </section>
    </main>`
  }

  #addPopulation({ detail }: CustomEvent<Population>): void {
    this.populations = [...this.populations, detail]
    // Graph sends no notifications about past calls.
    void this.renderRoot.querySelector('call-quality')?.refresh()
  }

  #readHash = (): void => {
    this.hash = VIEWS.find(({ hash }) => hash === location.hash)?.hash ?? VIEWS[0].hash
  }
}

/** Mounts the playground in a page in which MSW uses the emulator's handlers. */
export function mountPlayground(container: Element, emulator: Emulator, populations: readonly Population[] = []): void {
  defineElements({
    'call-playground': CallPlayground,
    'call-panel': CallPanel,
    'call-quality': CallQuality,
    'population-card': PopulationCard,
    ...CARDS,
  })
  const playground = document.createElement('call-playground')
  Object.assign(playground, { emulator, populations })
  container.append(playground)
}

declare global {
  interface HTMLElementTagNameMap {
    'call-playground': CallPlayground
  }
}
