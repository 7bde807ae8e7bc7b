import { css, html, nothing } from 'lit'
import type { CallRow, DirectoryIdentity, NetworkProfile, Step } from '../../index.ts'
import { selectLiveCalls } from '../../index.ts'
import { cardStyles } from './card-styles.ts'
import { EmulatorCard } from './emulator-card.ts'
import { participantName, peopleList, peopleStyles } from './people-list.ts'
import { tokens } from './tokens.ts'

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

/** The hands of those the app talks to: every button is one step, taken now. */
export class OtherSideCard extends EmulatorCard {
  static override properties = { ...EmulatorCard.properties, callers: { attribute: false }, problem: { state: true } }
  static override styles = [
    tokens,
    cardStyles,
    peopleStyles,
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

  /** Users of the directory who call the app at a click. */
  declare callers: readonly DirectoryIdentity[]
  declare private problem: string

  constructor() {
    super()
    this.callers = []
    this.problem = ''
  }

  protected override render() {
    const call = selectLiveCalls()(this.emulator.store.getState()).at(-1)
    return html`<section class="card" aria-labelledby="title">
      <div class="title">
        <h2 id="title">The other side</h2>
        ${call ? html`<span>${titleOf(call)}</span><span class="state">${call.state}</span>` : html`<span class="quiet">No call at the moment</span>`}
      </div>
      ${call && call.kind !== 'peerToPeer' ? this.#several(call) : this.#one(call)}
      <hr />
      <div class="row" role="group" aria-label="Somebody calls the app">
        ${this.callers.map(({ id, displayName }) => html`<button @click=${() => this.#call({ user: id })}>${displayName} calls</button>`)}
        <button @click=${() => this.#call({ phone: PHONE })}>${PHONE} calls</button>
      </div>
      <div role="alert">${this.problem ? html`<p class="problem">${this.problem}</p>` : nothing}</div>
    </section>`
  }

  /** Between two: what the other does. While the call is handed over, whoever is rung is listed, too. */
  #one(call: CallRow | undefined) {
    const other = call && otherIn(call)
    const who = other && { who: other.id }
    const rung = call?.participants.filter(
      ({ id, self, participation }) => participation === 'invited' && !self && id !== other?.id,
    )
    const isUp = this.#can(call, { do: 'speak' })
    const network = call ? networkOf(call) : 'good'
    return html`<div class="row" role="group" aria-label="What the other side does with the call">
        ${this.#step(call, 'Answer', { do: 'answer', ...who })} ${this.#step(call, 'Decline', { do: 'decline', ...who })}
        ${this.#step(call, 'Hold', { do: 'hold' })} ${this.#step(call, 'Resume', { do: 'resume' })}
        ${this.#step(call, 'Hang up', { do: 'hangUp' })}
      </div>
      <div class="row" role="group" aria-label="What is heard of the other side">
        ${this.#step(call, 'Speak for 3 s', { do: 'speak', for: '3s' })}
        ${this.#step(call, 'Fall silent', { do: 'silence' })} ${this.#step(call, 'Press #', { do: 'press', tones: '#' })}
        <select aria-label="Network of the other side" ?disabled=${!isUp} @change=${(event: Event) => call && this.#changeNetwork(call, event)}>
          ${Object.entries(NETWORKS).map(([profile, label]) => html`<option .value=${profile} .selected=${profile === network}>${label}</option>`)}
        </select>
      </div>
      ${call && rung ? this.#people(call, rung) : nothing}`
  }

  /** A group call or a meeting: who is in it, and who comes. */
  #several(call: CallRow) {
    const isAppOutside = call.participants.some(({ self, participation }) => self && participation === 'calling')
    return html`${this.#people(call, call.participants)}
      <div class="row" role="group" aria-label="What happens to the call">
        ${this.#step(call, 'Somebody joins', { do: 'join' })}
        ${call.kind === 'meeting' ? this.#step(call, `${isAppOutside ? 'The app' : 'Somebody'} waits in the lobby`, { do: 'lobby' }) : nothing}
        ${this.#step(call, 'End it for all', { do: 'hangUp' })}
      </div>`
  }

  #people(call: CallRow, shown: CallRow['participants']) {
    return peopleList(
      shown,
      (step) => this.#can(call, step),
      (label, step, name) => this.#step(call, label, step, name),
    )
  }

  #step(call: CallRow | undefined, label: string, step: Step, name = label) {
    return html`<button aria-label=${name} ?disabled=${!this.#can(call, step)} @click=${() => call && this.#perform(call, step)}>${label}</button>`
  }

  #can(call: CallRow | undefined, step: Step): boolean {
    return call !== undefined && this.emulator.can(call.id, step)
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

/** Whom the app talks to; the target of a transfer is not. */
function otherIn({ participants, handover }: CallRow): CallRow['participants'][number] | undefined {
  return participants.find(({ self, id }) => !self && !handover?.targets.includes(id))
}

function titleOf(call: CallRow): string {
  const other = otherIn(call)
  if (call.kind === 'group') return 'Group call'
  const name = other ? participantName(other) : 'Unknown'
  return call.kind === 'meeting' ? `${name}’s meeting` : name
}
