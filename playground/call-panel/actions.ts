import { css, html, type TemplateResult } from 'lit'
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
