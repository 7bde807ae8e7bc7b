import { html, LitElement, nothing } from 'lit'
import { tokens } from '../../src/adapters/panel/tokens.ts'
import { actionStyles, actions } from './actions.ts'
import { avatarStyles } from './avatar.ts'
import type { CallPlan, Person } from './call-plan.ts'
import { callRecordCard, callRecordStyles } from './call-record-card.ts'
import { type Calling, createCalling } from './calling.ts'
import { createCommunications } from './communications.ts'
import { icons } from './icons.ts'
import { type CommsNotifications, kindOf, planOf } from './known-calls.ts'
import { panelStyles } from './panel-styles.ts'
import { personForm, personFormStyles } from './person-form.ts'
import { currentCall, isUp, type Phase, phaseOf } from './phase.ts'
import { planPicker, planStyles } from './plan-picker.ts'
import { recordingList, recordingStyles } from './recording-list.ts'
import { rosterList, rosterStyles } from './roster-list.ts'
import { stage, stageStyles } from './stage.ts'

/**
 * A small calling app: places, answers, records, transfers and ends calls, talks to several and joins meetings, and
 * shows what Graph recorded of them.
 *
 * It speaks to https://graph.microsoft.com and to nothing else. Whoever hosts it hands it, by `receive`, what Graph
 * posts to its `callbackUri`.
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
    stageStyles,
    planStyles,
    actionStyles,
    personFormStyles,
    rosterStyles,
    recordingStyles,
    callRecordStyles,
  ]

  /** Who can be called. */
  declare contacts: readonly Person[]
  /** Where Graph posts notifications. */
  declare callbackUri: string
  /** In which times of day are shown. Default: the user's. */
  declare timeZone: string | undefined
  /** Asked for a token before each request. */
  declare getToken: () => string | Promise<string>
  /** What time it is: a call's duration is counted with it. */
  declare now: () => number

  declare private chosen: CallPlan
  readonly #calling: Calling
  #ticking: ReturnType<typeof setInterval> | undefined
  #focusIsDue = false
  /** The list in which the focus is. */
  #focusedList: HTMLElement | null = null

  constructor() {
    super()
    this.contacts = []
    this.callbackUri = `${location.origin}/api/calls`
    this.getToken = () => 'a-token-of-the-app'
    this.now = Date.now
    this.chosen = { kind: 'person', people: [] }
    this.#calling = createCalling({
      communications: createCommunications(() => this.getToken()),
      callbackUri: () => this.callbackUri,
      now: () => this.now(),
      onChange: () => this.requestUpdate(),
    })
  }

  /** Takes the body of a POST to the `callbackUri`. */
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
    this.#tick(isUp(phaseOf(this.#calling.state())))
    this.#keepFocus()
  }

  protected override render() {
    const state = this.#calling.state()
    const phase = phaseOf(state)
    const plan = this.#plan()
    const free = phase === 'idle' || phase === 'ended'
    return html`
      <section class="panel" aria-label="Calls" data-phase=${phase}>
        ${stage(state, phase, plan, this.now())}
        ${free ? planPicker(this.contacts, plan, (chosen) => this.#choose(chosen)) : nothing}
        <div class="actions" data-free=${free}>${actions(phase, this.#calling, plan)}</div>
        ${this.#problem()} ${this.#others(phase)} ${recordingList(state)} ${callRecordCard(state.record, this.timeZone)}
      </section>
    `
  }

  /** Before somebody is chosen, the first contact is. */
  #plan(): CallPlan {
    const { kind, people } = this.chosen
    return { kind, people: kind === 'group' || people.length > 0 ? people : this.contacts.slice(0, 1) }
  }

  #choose(plan: CallPlan): void {
    this.chosen = plan
  }

  /** Among several, who is there; between two, to whom the call can be handed. */
  #others(phase: Phase) {
    const known = currentCall(this.#calling.state())
    if (!known || !isUp(phase)) return nothing
    if (kindOf(known.call) !== 'person') return rosterList(known, this.#calling, this.contacts)
    if (phase !== 'established') return nothing
    const [other] = planOf(known.call).people
    const others = this.contacts.filter(({ id }) => id !== other?.id)
    return personForm({ question: 'To whom to transfer', verb: 'Transfer' }, others, this.#calling.transfer)
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
   * A button that goes, or is disabled, must not take the keyboard's place in the page with it: the list that it was in
   * has it, or else the next action.
   */
  #keepFocus(): void {
    const isNowhere = document.activeElement === document.body || this.shadowRoot?.activeElement?.matches(':disabled')
    const isLost = this.#focusIsDue && isNowhere
    const next = this.#focusedList?.isConnected
      ? this.#focusedList
      : this.shadowRoot?.querySelector<HTMLElement>('.actions button:not(:disabled):last-of-type')
    if (isLost && !next) return
    this.#focusIsDue = false
    if (isLost) next?.focus()
  }

  /** A running call shows its running time. */
  #tick(on: boolean): void {
    if (on) this.#ticking ??= setInterval(() => this.requestUpdate(), 200)
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
