import { html, type TemplateResult } from 'lit'
import { icons } from '../../icons.ts'
import { type CallPlan, isComplete, type PlanKind } from '../calling/call-plan.ts'
import type { Calling } from '../calling/calling.ts'
import { hasEnded, isOfType, type KnownCall, kindOf } from '../calling/known-calls.ts'
import { currentCall, type Phase } from '../calling/phase.ts'
import { selfOn } from '../calling/roster.ts'

const PLACE_LABELS: Readonly<Record<PlanKind, string>> = {
  person: 'Place a call',
  group: 'Start a group call',
  meeting: 'Join the meeting',
}

/** The actions possible now. The last button takes the keyboard focus when a focused button disappears. */
export function actions(phase: Phase, calling: Calling, plan: CallPlan): TemplateResult {
  const known = currentCall(calling.state())
  const hangUp = (action?: () => void) =>
    roundButton(known ? hangUpLabel(known) : 'Hang up', 'danger', icons.hangUp, action)
  switch (phase) {
    case 'idle':
    case 'ended':
      return html`<button class="wide" ?disabled=${!isComplete(plan)} @click=${() => calling.place(plan)}>
        ${icons.call} ${PLACE_LABELS[plan.kind]}
      </button>`
    case 'incoming':
      return html`${roundButton('Decline', 'danger', icons.hangUp, calling.decline)}
      ${roundButton('Answer', 'answer', icons.call, calling.answer)}`
    case 'established':
      return html`${known && mediaButton(known, calling)} ${hangUp(calling.hangUp)}`
    case 'placing':
    case 'transferred':
    case 'ending':
      return hangUp()
    default:
      return hangUp(calling.hangUp)
  }
}

/** A peer-to-peer call ends when the app hangs up; a group call continues without it. */
function hangUpLabel({ call }: KnownCall): string {
  return kindOf(call) === 'person' ? 'Hang up' : 'Leave'
}

/** Recording is for peer-to-peer calls, muting the app for group calls and meetings. */
function mediaButton(known: KnownCall, calling: Calling): TemplateResult {
  if (kindOf(known.call) === 'person') return recordButton(known, calling)
  return selfOn(known)?.isMuted
    ? roundButton('Unmute', 'neutral', icons.muted, () => calling.setMuted(false))
    : roundButton('Mute', 'neutral', icons.microphone, () => calling.setMuted(true))
}

function recordButton({ operations }: KnownCall, calling: Calling): TemplateResult {
  const recording = operations.some((operation) => isOfType(operation, 'recordOperation') && !hasEnded(operation))
  return recording
    ? roundButton('Cancel recording', 'neutral', icons.stop, calling.cancelRecording)
    : roundButton('Record', 'neutral', icons.record, calling.record)
}

/** Without an action, the button is disabled. */
function roundButton(
  label: string,
  kind: 'danger' | 'answer' | 'neutral',
  icon: TemplateResult,
  action?: () => void,
): TemplateResult {
  return html`<button class="round" data-kind=${kind} ?disabled=${!action} @click=${action}>
    <span class="disc">${icon}</span><span>${label}</span>
  </button>`
}
