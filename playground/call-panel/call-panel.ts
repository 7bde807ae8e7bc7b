import { html, LitElement, nothing } from 'lit'
import { tokens } from '../../src/adapters/panel/tokens.ts'
import { avatarStyles } from '../avatar.ts'
import { icons } from '../icons.ts'
import type { Person } from '../person.ts'
import type { CallPlan } from './calling/call-plan.ts'
import { type Calling, createCalling } from './calling/calling.ts'
import { createCommunications } from './calling/communications.ts'
import { type CommsNotifications, kindOf, planOf } from './calling/known-calls.ts'
import { currentCall, isInProgress, type Phase, phaseOf } from './calling/phase.ts'
import { actionStyles } from './view/action-styles.ts'
import { actions } from './view/actions.ts'
import { callHeader } from './view/call-header.ts'
import { callHeaderStyles } from './view/call-header-styles.ts'
import { callRecordCard } from './view/call-record-card.ts'
import { callRecordStyles } from './view/call-record-styles.ts'
import { panelStyles } from './view/panel-styles.ts'
import { personForm } from './view/person-form.ts'
import { personFormStyles } from './view/person-form-styles.ts'
import { planPicker } from './view/plan-picker.ts'
import { planStyles } from './view/plan-styles.ts'
import { recordingList } from './view/recording-list.ts'
import { recordingStyles } from './view/recording-styles.ts'
import { rosterList } from './view/roster-list.ts'
import { rosterStyles } from './view/roster-styles.ts'

/**
 * A small calling app: places, answers, records, transfers and ends calls, starts group calls, joins meetings, and shows
 * the call record.
 *
 * It only sends requests to https://graph.microsoft.com. Its host passes it the notifications that Graph posts to the
 * `callbackUri`: see `receive`.
 */
export class CallPanel extends LitElement {
  static override properties = {
    contacts: { attribute: false },
    callbackUri: { attribute: 'callback-uri' },
    timeZone: { attribute: 'time-zone' },
    chosen: { state: true },
  }
  static override styles = [
    tokens,
    panelStyles,
    avatarStyles,
    callHeaderStyles,
    planStyles,
    actionStyles,
    personFormStyles,
    rosterStyles,
    recordingStyles,
    callRecordStyles,
  ]

  /** The people that the app can call. */
  declare contacts: readonly Person[]
  /** The webhook for notifications. */
  declare callbackUri: string
  /** The time zone for times of day. Default: the user's. */
  declare timeZone: string | undefined
  /** Called before each request. */
  declare getToken: () => string | Promise<string>
  /** The current time, for the duration of the call. */
  declare now: () => number

  declare private chosen: CallPlan
  readonly #calling: Calling
  #ticking: ReturnType<typeof setInterval> | undefined
  #focusIsDue = false
  /** The list that contains the focus. */
  #focusedList: HTMLElement | null = null

  constructor() {
    super()
    this.contacts = []
    this.callbackUri = `${location.origin}/api/calls`
    this.getToken = () => 'app-token'
    this.now = Date.now
    this.chosen = { kind: 'person', people: [] }
    this.#calling = createCalling({
      communications: createCommunications(() => this.getToken()),
      callbackUri: () => this.callbackUri,
      now: () => this.now(),
      onChange: () => this.requestUpdate(),
    })
  }

  /** Handles the body of a POST to the `callbackUri`. */
  receive(notifications: CommsNotifications): void {
    this.#calling.receive(notifications)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#calling.dispose()
    this.#tick(false)
  }

  protected override willUpdate(): void {
    const focused = this.shadowRoot?.activeElement
    if (!focused) return
    this.#focusIsDue = true
    this.#focusedList = focused.closest<HTMLElement>('.roster')
  }

  protected override updated(): void {
    this.#tick(isInProgress(phaseOf(this.#calling.state())))
    this.#keepFocus()
  }

  protected override render() {
    const state = this.#calling.state()
    const phase = phaseOf(state)
    const plan = this.#plan()
    const isFree = phase === 'idle' || phase === 'ended'
    return html`
      <section class="panel" aria-label="Calls" data-phase=${phase}>
        ${callHeader(state, phase, plan, this.now())}
        ${isFree ? planPicker(this.contacts, plan, (chosen) => this.#choose(chosen)) : nothing}
        <div class="actions" data-free=${isFree}>${actions(phase, this.#calling, plan)}</div>
        ${this.#problem()} ${this.#people(phase)} ${recordingList(state)} ${callRecordCard(state.record, this.timeZone)}
      </section>
    `
  }

  /** The first contact is the default. */
  #plan(): CallPlan {
    const { kind, people } = this.chosen
    return { kind, people: kind === 'group' || people.length > 0 ? people : this.contacts.slice(0, 1) }
  }

  #choose(plan: CallPlan): void {
    this.chosen = plan
  }

  /** The roster of a group call or meeting; the transfer form of a peer-to-peer call. */
  #people(phase: Phase) {
    const known = currentCall(this.#calling.state())
    if (!known || !isInProgress(phase)) return nothing
    if (kindOf(known.call) !== 'person') return rosterList(known, this.#calling, this.contacts)
    if (phase !== 'established') return nothing
    const [other] = planOf(known.call).people
    const others = this.contacts.filter(({ id }) => id !== other?.id)
    return personForm({ label: 'Transfer to', action: 'Transfer' }, others, this.#calling.transfer)
  }

  #problem() {
    const { problem } = this.#calling.state()
    const shown = html`<div class="problem">
      <p>${problem}</p>
      <button class="plain" aria-label="Dismiss" @click=${this.#calling.dismissProblem}>${icons.close}</button>
    </div>`
    return html`<div role="alert">${problem === undefined ? nothing : shown}</div>`
  }

  /**
   * Restores the keyboard focus when the focused button disappears or is disabled: to the list that contained it, otherwise
   * to the next action.
   */
  #keepFocus(): void {
    const isUnfocused = document.activeElement === document.body || this.shadowRoot?.activeElement?.matches(':disabled')
    const isLost = this.#focusIsDue && isUnfocused
    const next = this.#focusedList?.isConnected
      ? this.#focusedList
      : this.shadowRoot?.querySelector<HTMLElement>('.actions button:not(:disabled):last-of-type')
    if (isLost && !next) return
    this.#focusIsDue = false
    if (isLost) next?.focus()
  }

  /** Updates the duration of the call. */
  #tick(isRunning: boolean): void {
    if (isRunning) this.#ticking ??= setInterval(() => this.requestUpdate(), 200)
    else {
      clearInterval(this.#ticking)
      this.#ticking = undefined
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'call-panel': CallPanel
  }
}
