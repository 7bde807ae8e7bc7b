import { html, nothing } from 'lit'
import type { CallRow, DirectoryUser, NetworkProfile, Step } from '../../index.ts'
import { selectLiveCalls } from '../../index.ts'
import { callCardStyles } from './call-card-styles.ts'
import { cardStyles } from './card-styles.ts'
import { EmulatorCard } from './emulator-card.ts'
import { participantList, participantName } from './participant-list.ts'
import { participantListStyles } from './participant-list-styles.ts'
import { selectedValue } from './selected-value.ts'
import { tokens } from './tokens.ts'

/** A caller who is not in the directory. */
const PHONE = '+12065550100'

const NETWORKS = {
  good: 'Good network',
  wifi: 'Wi-Fi',
  poorWifi: 'Poor Wi-Fi',
  mobile: 'Mobile',
  vpnRelay: 'VPN with relay',
  lossy: 'Lossy network',
} as const satisfies Partial<Record<NetworkProfile, string>>

/** Acts for the other participants of the newest call: each button performs one step. */
export class CallCard extends EmulatorCard {
  static override properties = { ...EmulatorCard.properties, callers: { attribute: false } }
  static override styles = [tokens, cardStyles, participantListStyles, callCardStyles]

  /** Users of the directory that get a button for an incoming call. */
  declare callers: readonly DirectoryUser[]

  constructor() {
    super()
    this.callers = []
  }

  protected override render() {
    const call = selectLiveCalls()(this.emulator.store.getState()).at(-1)
    return html`<section class="card" aria-labelledby="title">
      <div class="title">
        <h2 id="title">Current call</h2>
        ${call ? html`<span>${titleOf(call)}</span><span class="state">${call.state}</span>` : html`<span class="quiet">No call in progress</span>`}
      </div>
      ${call && call.kind !== 'peerToPeer' ? this.#group(call) : this.#peerToPeer(call)}
      <hr />
      <div class="row" role="group" aria-labelledby="incoming">
        <span id="incoming" class="quiet">Incoming call from</span>
        ${this.callers.map(({ id, displayName }) => this.#callerButton(displayName ?? id, { user: id }))}
        ${this.#callerButton(PHONE, { phone: PHONE })}
      </div>
      ${this.renderError()}
    </section>`
  }

  /** Steps of the other participant. The target of a transfer is listed while it is ringing. */
  #peerToPeer(call: CallRow | undefined) {
    const other = call && otherParticipant(call)
    const who = other && { who: other.id }
    const ringing = call?.participants.filter(
      ({ id, self, participation }) => participation === 'invited' && !self && id !== other?.id,
    )
    const network = call ? networkOf(call) : 'good'
    return html`<div class="row" role="group" aria-label="Call">
        ${this.#step(call, 'Answer', { do: 'answer', ...who })} ${this.#step(call, 'Decline', { do: 'decline', ...who })}
        ${this.#step(call, 'Hold', { do: 'hold' })} ${this.#step(call, 'Resume', { do: 'resume' })}
        ${this.#step(call, 'Hang up', { do: 'hangUp' })}
      </div>
      <div class="row" role="group" aria-label="Audio and network">
        ${this.#step(call, 'Speak 3 s', { do: 'speak', for: '3s' })}
        ${this.#step(call, 'Stop speaking', { do: 'silence' })} ${this.#step(call, 'Press #', { do: 'press', tones: '#' })}
        <select aria-label="Network" ?disabled=${!this.#can(call, { do: 'speak' })} @change=${(event: Event) => call && this.#changeNetwork(call, event)}>
          ${Object.entries(NETWORKS).map(([profile, label]) => html`<option .value=${profile} .selected=${profile === network}>${label}</option>`)}
        </select>
      </div>
      ${call && ringing ? this.#participants(call, ringing) : nothing}`
  }

  #group(call: CallRow) {
    const isAppJoining = call.participants.some(({ self, participation }) => self && participation === 'calling')
    const lobbyLabel = isAppJoining ? 'Send app to lobby' : 'Add to lobby'
    return html`${this.#participants(call, call.participants)}
      <div class="row" role="group" aria-label="Call">
        ${this.#step(call, 'Add participant', { do: 'join' })}
        ${call.kind === 'meeting' ? this.#step(call, lobbyLabel, { do: 'lobby' }) : nothing}
        ${this.#step(call, 'End for everyone', { do: 'hangUp' })}
      </div>`
  }

  #participants(call: CallRow, participants: CallRow['participants']) {
    return participantList(
      participants,
      (step) => this.#can(call, step),
      (label, step, name) => this.#step(call, label, step, name),
    )
  }

  /** @param name The accessible name, where the label alone is ambiguous. */
  #step(call: CallRow | undefined, label: string, step: Step, name = label) {
    return html`<button aria-label=${name} ?disabled=${!this.#can(call, step)} @click=${() => call && this.#perform(call, step)}>${label}</button>`
  }

  #callerButton(name: string, from: { user: string } | { phone: string }) {
    const startCall = () => this.attempt(() => this.emulator.incomingCall({ from }))
    return html`<button aria-label="Incoming call from ${name}" @click=${startCall}>${name}</button>`
  }

  #can(call: CallRow | undefined, step: Step): boolean {
    return call !== undefined && this.emulator.can(call.id, step)
  }

  #perform({ id }: CallRow, step: Step): void {
    this.attempt(() => this.emulator.perform(id, step))
  }

  #changeNetwork(call: CallRow, event: Event): void {
    const profile = selectedValue(event)
    if (isNetwork(profile)) this.#perform(call, { do: 'network', profile })
  }
}

function isNetwork(profile: string): profile is keyof typeof NETWORKS {
  return Object.hasOwn(NETWORKS, profile)
}

/** The network profile of the other participant: the one that was set last. */
function networkOf({ history }: CallRow): string {
  return history.findLast((entry) => entry.did === 'network')?.profile ?? 'good'
}

/** The participant that the app talks to. The target of a transfer is not that one yet. */
function otherParticipant({ participants, handover }: CallRow): CallRow['participants'][number] | undefined {
  return participants.find(({ self, id }) => !self && !handover?.targets.includes(id))
}

function titleOf(call: CallRow): string {
  const other = otherParticipant(call)
  if (call.kind === 'group') return 'Group call'
  const name = other ? participantName(other) : 'Unknown'
  return call.kind === 'meeting' ? `${name}’s meeting` : name
}
