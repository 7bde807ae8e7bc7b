import { css, html, nothing } from 'lit'
import type { CallRow, NetworkProfile, Step } from '../../src/index.ts'
import { selectCalls } from '../../src/index.ts'
import { people } from '../directory.ts'
import { tokens } from '../tokens.ts'
import { cardStyles } from './card-styles.ts'
import { EmulatorCard } from './emulator-card.ts'

/** Where somebody calls from who is not in the directory. */
const PHONE = '+12065550100'

const NETWORKS = {
  good: 'Good network',
  wifi: 'Wi-Fi',
  poorWifi: 'Poor Wi-Fi',
  mobile: 'Mobile',
  vpnRelay: 'VPN with a relay',
  lossy: 'Lossy network',
} as const satisfies Partial<Record<NetworkProfile, string>>

/** The hands of whoever the app talks to: every button is one step, taken now. */
export class OtherSideCard extends EmulatorCard {
  static override properties = { ...EmulatorCard.properties, problem: { state: true } }
  static override styles = [
    tokens,
    cardStyles,
    css`
      .title {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 10px;
        align-items: baseline;
      }

      .state {
        padding: 0 8px;
        border-radius: 8px;
        background: var(--brand-tint);
        color: var(--brand-text);
        font-size: 12px;
        font-weight: 600;
        line-height: 18px;
      }

      select {
        width: auto;
      }

      hr {
        width: 100%;
        margin: 2px 0;
        border: 0;
        border-top: 1px solid var(--line);
      }
    `,
  ]

  declare private problem: string

  constructor() {
    super()
    this.problem = ''
  }

  protected override render() {
    const live = selectCalls()(this.emulator.store.getState()).findLast(({ state }) => state !== 'terminated')
    const ringsThere =
      live?.direction === 'outgoing' && live.establishedAt === undefined && live.state !== 'terminating'
    const ringsHere = live?.state === 'incoming'
    const isUp = live?.state === 'established' || live?.state === 'hold'
    const network = live ? networkOf(live) : 'good'
    const step = (label: string, possible: boolean, step: Step) =>
      html`<button ?disabled=${!possible} @click=${() => live && this.#perform(live, step)}>${label}</button>`

    return html`<section class="card" aria-labelledby="title">
      <div class="title">
        <h2 id="title">The other side</h2>
        ${live ? html`<span>${nameOf(live)}</span><span class="state">${live.state}</span>` : html`<span class="quiet">No call at the moment</span>`}
      </div>
      <div class="row" role="group" aria-label="What the other side does with the call">
        ${step('Answer', ringsThere, { do: 'answer' })} ${step('Decline', ringsThere, { do: 'decline' })}
        ${step('Hold', live?.state === 'established', { do: 'hold' })}
        ${step('Resume', live?.state === 'hold', { do: 'resume' })}
        ${step('Hang up', isUp || ringsHere, { do: 'hangUp' })}
      </div>
      <div class="row" role="group" aria-label="What is heard of the other side">
        ${step('Speak for 3 s', isUp, { do: 'speak', for: '3s' })} ${step('Fall silent', isUp, { do: 'silence' })}
        ${step('Press #', isUp, { do: 'press', tones: '#' })}
        <select aria-label="Network of the other side" ?disabled=${!isUp} @change=${(event: Event) => live && this.#changeNetwork(live, event)}>
          ${Object.entries(NETWORKS).map(([profile, label]) => html`<option .value=${profile} .selected=${profile === network}>${label}</option>`)}
        </select>
      </div>
      <hr />
      <div class="row" role="group" aria-label="Somebody calls the app">
        <button @click=${() => this.#call({ user: people[1].id })}>${people[1].displayName} calls</button>
        <button @click=${() => this.#call({ phone: PHONE })}>${PHONE} calls</button>
      </div>
      <div role="alert">${this.problem ? html`<p class="problem">${this.problem}</p>` : nothing}</div>
    </section>`
  }

  #perform({ id }: CallRow, step: Step): void {
    this.#attempt(() => this.emulator.perform(id, step))
  }

  #changeNetwork(call: CallRow, { target }: Event): void {
    const profile = target instanceof HTMLSelectElement ? target.value : ''
    if (isNetwork(profile)) this.#perform(call, { do: 'network', profile })
  }

  #call(from: { user: string } | { phone: string }): void {
    this.#attempt(() => this.emulator.incomingCall({ from }))
  }

  /** Between two clicks a call may have moved on: the emulator says so. */
  #attempt(work: () => void): void {
    this.problem = ''
    try {
      work()
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error)
    }
  }
}

function isNetwork(profile: string): profile is keyof typeof NETWORKS {
  return Object.hasOwn(NETWORKS, profile)
}

/** The network that the other side has had since it last changed. */
function networkOf({ history }: CallRow): string {
  return history.findLast((entry) => entry.did === 'network')?.profile ?? 'good'
}

/** Who the app talks to: a user by name, a phone by number. */
function nameOf({ participants }: CallRow): string {
  const { user, phone } = participants.find(({ self }) => !self)?.identity ?? {}
  const shown = { ...asObject(phone), ...asObject(user) }
  return String(shown.displayName ?? shown.id ?? 'Unknown')
}

function asObject(value: unknown): object & { displayName?: unknown; id?: unknown } {
  return typeof value === 'object' && value !== null ? value : {}
}
