import { css, html, type TemplateResult } from 'lit'
import { type CallPlan, isComplete, type PlanKind } from './call-plan.ts'
import type { Calling } from './calling.ts'
import { icons } from './icons.ts'
import { hasEnded, isOfType, type KnownCall, kindOf } from './known-calls.ts'
import { currentCall, type Phase } from './phase.ts'
import { selfOn } from './roster.ts'

const BEGIN: Readonly<Record<PlanKind, string>> = {
  person: 'Place a call',
  group: 'Start a group call',
  meeting: 'Join the meeting',
}

/** What can be done with the call now. The last button is the one that the keyboard is on when others go. */
export function actions(phase: Phase, calling: Calling, chosen: CallPlan): TemplateResult {
  const known = currentCall(calling.state())
  const hangUp = (action?: () => void) => round(known ? leaving(known) : 'Hang up', 'danger', icons.hangUp, action)
  switch (phase) {
    case 'idle':
    case 'ended':
      return html`<button class="wide" ?disabled=${!isComplete(chosen)} @click=${() => calling.place(chosen)}>
        ${icons.call} ${BEGIN[chosen.kind]}
      </button>`
    case 'incoming':
      return html`${round('Decline', 'danger', icons.hangUp, calling.decline)}
      ${round('Answer', 'answer', icons.call, calling.answer)}`
    case 'established':
      return html`${known && ownButton(known, calling)} ${hangUp(calling.hangUp)}`
    case 'placing':
    case 'transferred':
    case 'ending':
      return hangUp()
    default:
      return hangUp(calling.hangUp)
  }
}

/** A call between two ends when the app hangs up; that of several goes on without it. */
function leaving({ call }: KnownCall): string {
  return kindOf(call) === 'person' ? 'Hang up' : 'Leave'
}

/** Between two, what is said can be recorded; among several, the app can be muted. */
function ownButton(known: KnownCall, calling: Calling): TemplateResult {
  if (kindOf(known.call) === 'person') return recordButton(known, calling)
  return selfOn(known)?.isMuted
    ? round('Unmute', 'neutral', icons.muted, () => calling.setMuted(false))
    : round('Mute', 'neutral', icons.microphone, () => calling.setMuted(true))
}

function recordButton({ operations }: KnownCall, calling: Calling): TemplateResult {
  const recording = operations.some((operation) => isOfType(operation, 'recordOperation') && !hasEnded(operation))
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

export const actionStyles = css`
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: center;
  }

  .wide {
    display: flex;
    flex: 1;
    gap: 8px;
    align-items: center;
    justify-content: center;
    min-height: 44px;
    border: 0;
    border-radius: 8px;
    background: var(--brand);
    color: #fff;
    cursor: pointer;
    font-size: 15px;
    font-weight: 600;
  }

  .wide:hover {
    background: var(--brand-hover);
  }

  .wide svg {
    width: 20px;
    height: 20px;
  }

  .round {
    display: grid;
    gap: 6px;
    justify-items: center;
    width: 7.5rem;
    padding: 4px;
    border: 0;
    border-radius: 8px;
    background: none;
    cursor: pointer;
    font-size: 13px;
  }

  .round .disc {
    display: grid;
    place-items: center;
    width: 56px;
    height: 56px;
    border: 1px solid transparent;
    border-radius: 50%;
    transition: background 0.12s;
  }

  .round[data-kind='danger'] .disc {
    background: var(--danger);
    color: #fff;
  }

  .round[data-kind='danger']:hover .disc {
    background: var(--danger-hover);
  }

  .round[data-kind='answer'] .disc {
    background: var(--answer);
    color: #fff;
  }

  .round[data-kind='answer']:hover .disc {
    background: var(--answer-hover);
  }

  .round[data-kind='neutral'] .disc {
    border-color: var(--line);
    background: var(--sunken);
  }

  .round[data-kind='neutral']:hover .disc {
    border-color: var(--control-line);
  }

  button:disabled {
    cursor: default;
    opacity: 0.5;
    pointer-events: none;
  }
`
