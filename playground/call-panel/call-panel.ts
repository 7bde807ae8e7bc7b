import { html, LitElement, nothing } from 'lit'
import { tokens } from '../tokens.ts'
import { actionStyles, actions } from './actions.ts'
import { avatar, avatarStyles } from './avatar.ts'
import { callRecordCard, callRecordStyles } from './call-record-card.ts'
import { type Calling, createCalling } from './calling.ts'
import { createCommunications, type Person } from './communications.ts'
import { contactPicker, contactStyles } from './contact-picker.ts'
import { icons } from './icons.ts'
import type { CommsNotifications } from './known-calls.ts'
import { panelStyles } from './panel-styles.ts'
import { currentCall, type Phase, personOnScreen, phaseOf, statusOf } from './phase.ts'
import { recordingList, recordingStyles } from './recording-list.ts'
import { toRunningTime } from './time.ts'

/**
 * A small calling app: places, answers, records and ends calls, and shows what Graph recorded of them.
 *
 * It speaks to https://graph.microsoft.com and to nothing else. Whoever hosts it hands it, by `receive`, what Graph
 * posts to its `callbackUri`.
 */
export class CallPanel extends LitElement {
  static override properties = {
    contacts: { attribute: false },
    callbackUri: { attribute: 'callback-uri' },
    timeZone: { attribute: 'time-zone' },
    chosenId: { state: true },
  }
  static override styles = [
    tokens,
    panelStyles,
    avatarStyles,
    contactStyles,
    actionStyles,
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

  declare private chosenId: string
  readonly #calling: Calling
  #ticking: ReturnType<typeof setInterval> | undefined
  #focusIsDue = false

  constructor() {
    super()
    this.contacts = []
    this.callbackUri = `${location.origin}/api/calls`
    this.getToken = () => 'a-token-of-the-app'
    this.now = Date.now
    this.chosenId = ''
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
    this.#focusIsDue ||= this.shadowRoot?.activeElement != null
  }

  protected override updated(): void {
    this.#tick(phaseOf(this.#calling.state()) === 'established')
    this.#keepFocus()
  }

  protected override render() {
    const state = this.#calling.state()
    const phase = phaseOf(state)
    const chosen = this.contacts.find(({ id }) => id === this.chosenId) ?? this.contacts[0]
    const name = personOnScreen(state, chosen?.displayName ?? 'Nobody')
    const free = phase === 'idle' || phase === 'ended'
    return html`
      <section class="panel" aria-label="Calls" data-phase=${phase}>
        <div class="stage">
          <div class="rings">${avatar(name, 'large')}</div>
          <h2>${name}</h2>
          <p class="status" role="status">${statusOf(state, phase)}</p>
          ${this.#duration(phase)} ${this.#reason(phase)}
        </div>
        ${free ? contactPicker(this.contacts, chosen, (id) => this.#choose(id)) : nothing}
        <div class="actions" data-free=${free}>${actions(phase, this.#calling, chosen)}</div>
        ${this.#problem()} ${recordingList(state)} ${callRecordCard(state.record, this.timeZone)}
      </section>
    `
  }

  #choose(id: string): void {
    this.chosenId = id
  }

  #duration(phase: Phase) {
    const { establishedAt, endedAt } = currentCall(this.#calling.state()) ?? {}
    if (establishedAt === undefined || phase === 'connecting') return nothing
    return html`<p class="time" role="timer">${toRunningTime((endedAt ?? this.now()) - establishedAt)}</p>`
  }

  #reason(phase: Phase) {
    const result = currentCall(this.#calling.state())?.call.resultInfo
    if (phase !== 'ended' || !result) return nothing
    return html`<p class="reason">${result.message} <span class="code">${result.code} / ${result.subcode}</span></p>`
  }

  #problem() {
    const { problem } = this.#calling.state()
    const shown = html`<div class="problem">
      <p>${problem}</p>
      <button class="plain" aria-label="Dismiss" @click=${this.#calling.dismissProblem}>${icons.close}</button>
    </div>`
    return html`<div role="alert">${problem === undefined ? nothing : shown}</div>`
  }

  /** A button that goes, or is disabled, must not take the keyboard's place in the page with it: the next has it. */
  #keepFocus(): void {
    const isNowhere = document.activeElement === document.body || this.shadowRoot?.activeElement?.matches(':disabled')
    const isLost = this.#focusIsDue && isNowhere
    const next = this.shadowRoot?.querySelector<HTMLElement>('.actions button:not(:disabled):last-of-type')
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
