import { css, html, LitElement } from 'lit'
import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.ts'
import { CallPanel } from './call-panel/call-panel.ts'
import { defineElements } from './define-elements.ts'
import { app, people } from './directory.ts'
import { shortTalk } from './scenarios.ts'
import { tokens } from './tokens.ts'
import { ClockCard } from './world/clock-card.ts'
import { OtherSideCard } from './world/other-side-card.ts'
import { ScenarioCard } from './world/scenario-card.ts'
import { TraceCard } from './world/trace-card.ts'

/** Where the app of this page would be reachable from Graph. */
const CALLBACK = 'https://calls.contoso.com/api/callback'

/** The playground's world: its people, its scenario, in real time unless told otherwise. */
export function createPlaygroundEmulator(options: EmulatorOptions = {}): Emulator {
  return createEmulator({
    seed: 7,
    clock: { start: '2026-01-05T09:00:00Z', rate: 1 },
    directory: { app, users: people },
    callbackUri: CALLBACK,
    scenarios: [shortTalk],
    ...options,
  })
}

/** The page: on one side an app that knows Microsoft Graph only, on the other the world behind it. */
export class CallPlayground extends LitElement {
  static override properties = { emulator: { attribute: false } }
  static override styles = [
    tokens,
    css`
      :host {
        max-width: 80rem;
        margin-inline: auto;
        padding: 24px clamp(12px, 3vw, 32px) 40px;
      }

      header {
        margin-bottom: 24px;
      }

      h1 {
        margin-bottom: 4px;
        font-size: 20px;
        font-weight: 600;
        line-height: 28px;
      }

      .quiet {
        max-width: 80ch;
        color: var(--quiet);
        text-wrap: balance;
      }

      main {
        display: grid;
        grid-template-columns: minmax(0, 26rem) minmax(0, 1fr);
        gap: 24px clamp(16px, 3vw, 40px);
        align-items: start;
      }

      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
      }

      .world {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }

      .world > .wide {
        grid-column: 1 / -1;
      }

      h2 {
        color: var(--quiet);
        font-size: 13px;
        font-weight: 600;
        line-height: 18px;
      }

      @media (max-width: 62rem) {
        .world {
          grid-template-columns: minmax(0, 1fr);
        }
      }

      @media (max-width: 48rem) {
        main {
          grid-template-columns: minmax(0, 1fr);
        }

        call-panel {
          justify-self: center;
        }
      }
    `,
  ]

  /** To be set before the element is put into a page. */
  declare emulator: Emulator
  #unsubscribe: (() => void) | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    // What Graph would post to the app's server is handed to the app in this page.
    this.#unsubscribe = this.emulator.receive(CALLBACK, async (request) => {
      const notifications = await request.json()
      this.renderRoot.querySelector('call-panel')?.receive(notifications)
    })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#unsubscribe?.()
  }

  protected override render() {
    const { emulator } = this
    return html`
      <header>
        <h1>graph-communications-emulator</h1>
        <p class="quiet">
          The app sends its requests to graph.microsoft.com and knows nothing of what answers them: no tenant, no tunnel,
          no waiting for a call record. The world behind it is in your hands.
        </p>
      </header>
      <main>
        <section aria-label="The app">
          <call-panel .contacts=${people} .callbackUri=${CALLBACK} .now=${emulator.clock.now} time-zone="UTC"></call-panel>
        </section>
        <section class="world" aria-label="The world behind it">
          <clock-card .emulator=${emulator}></clock-card>
          <scenario-card .emulator=${emulator}></scenario-card>
          <other-side-card class="wide" .emulator=${emulator}></other-side-card>
          <trace-card class="wide" .emulator=${emulator}></trace-card>
        </section>
      </main>
    `
  }
}

/** Puts the playground into a page in which MSW answers with the emulator's handlers. */
export function mountPlayground(container: Element, emulator: Emulator): void {
  defineElements({
    'call-playground': CallPlayground,
    'call-panel': CallPanel,
    'clock-card': ClockCard,
    'scenario-card': ScenarioCard,
    'other-side-card': OtherSideCard,
    'trace-card': TraceCard,
  })
  const playground = document.createElement('call-playground')
  playground.emulator = emulator
  container.append(playground)
}

declare global {
  interface HTMLElementTagNameMap {
    'call-playground': CallPlayground
  }
}
