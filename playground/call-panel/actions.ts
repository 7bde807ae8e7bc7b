import { html, type TemplateResult } from 'lit'
import type { Calling } from './calling.ts'
import type { Person } from './communications.ts'
import { icons } from './icons.ts'
import { hasEnded } from './known-calls.ts'
import { currentCall, type Phase } from './phase.ts'

/** What can be done with the call now. The last button is the one that the keyboard is on when others go. */
export function actions(phase: Phase, calling: Calling, chosen: Person | undefined): TemplateResult {
  switch (phase) {
    case 'idle':
    case 'ended':
      return html`<button class="wide" ?disabled=${!chosen} @click=${() => chosen && calling.place(chosen)}>
        ${icons.call} Place a call
      </button>`
    case 'incoming':
      return html`${round('Decline', 'danger', icons.hangUp, calling.decline)}
      ${round('Answer', 'answer', icons.call, calling.answer)}`
    case 'established':
      return html`${recordButton(calling)} ${round('Hang up', 'danger', icons.hangUp, calling.hangUp)}`
    case 'placing':
    case 'ending':
      return round('Hang up', 'danger', icons.hangUp)
    default:
      return round('Hang up', 'danger', icons.hangUp, calling.hangUp)
  }
}

function recordButton(calling: Calling): TemplateResult {
  const recording = currentCall(calling.state())?.operations.some((operation) => !hasEnded(operation))
  return recording
    ? round('Cancel recording', 'neutral', icons.stop, calling.cancelRecording)
    : round('Record', 'neutral', icons.record, calling.record)
}

/** A button without an action is there, and disabled. */
function round(
  label: string,
  kind: 'danger' | 'answer' | 'neutral',
  icon: TemplateResult,
  action?: () => void,
): TemplateResult {
  return html`<button class="round" data-kind=${kind} ?disabled=${!action} @click=${action}>
    <span class="disc">${icon}</span><span>${label}</span>
  </button>`
}
