import { css, html, nothing, type TemplateResult } from 'lit'
import { toRunningTime } from '../time.ts'
import { avatar } from './avatar.ts'
import type { CallPlan } from './call-plan.ts'
import type { CallingState } from './calling.ts'
import { currentCall, type Phase, statusOf, subjectOnScreen } from './phase.ts'

/** More faces than these are a number. */
const FACES = 3

/** Who it is about, and how it stands. */
export function stage(state: CallingState, phase: Phase, chosen: CallPlan, now: number): TemplateResult {
  const { title, faces } = subjectOnScreen(state, chosen)
  return html`<div class="stage">
    <div class="rings">${facesOf(faces)}</div>
    <h2>${title}</h2>
    <p class="status" role="status">${statusOf(state, phase, chosen)}</p>
    ${duration(state, phase, now)} ${reason(state, phase)}
  </div>`
}

function facesOf(names: readonly string[]): TemplateResult {
  if (names.length < 2) return avatar(names[0] ?? '', 'large')
  const rest = names.length - FACES
  return html`<div class="faces" aria-hidden="true">
    ${names.slice(0, FACES).map((name) => avatar(name, 'medium'))}
    ${rest > 0 ? html`<span class="avatar rest" data-size="medium">+${rest}</span>` : nothing}
  </div>`
}

function duration(state: CallingState, phase: Phase, now: number): TemplateResult | typeof nothing {
  const { establishedAt, endedAt } = currentCall(state) ?? {}
  if (establishedAt === undefined || phase === 'connecting') return nothing
  return html`<p class="time" role="timer">${toRunningTime((endedAt ?? now) - establishedAt)}</p>`
}

/** Why the call ended; while it goes on, why it could not be handed over. */
function reason(state: CallingState, phase: Phase): TemplateResult | typeof nothing {
  const result = currentCall(state)?.call.resultInfo
  if ((phase !== 'ended' && phase !== 'established') || !result) return nothing
  return html`<p class="reason">${result.message} <span class="code">${result.code} / ${result.subcode}</span></p>`
}

export const stageStyles = css`
  .stage {
    --accent: var(--brand);

    display: grid;
    justify-items: center;
    margin-inline: -20px;
    padding: 36px 20px 20px;
    border-bottom: 1px solid var(--line);
    background: radial-gradient(
      120% 90% at 50% 0,
      color-mix(in srgb, var(--accent) 16%, var(--card)),
      var(--card) 80%
    );
    text-align: center;
  }

  [data-phase='established'] .stage {
    --accent: var(--answer);
  }

  [data-phase='hold'] .stage,
  [data-phase='lobby'] .stage,
  [data-phase='transferring'] .stage {
    --accent: #b07a00;
  }

  [data-phase='ending'] .stage,
  [data-phase='ended'] .stage {
    --accent: #808080;
  }

  .stage h2 {
    margin-top: 16px;
    font-size: 20px;
    font-weight: 600;
    line-height: 28px;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }

  .status {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    color: var(--quiet);
  }

  [data-phase='established'] .status {
    color: var(--good);
    font-weight: 600;
  }

  [data-phase='hold'] .status,
  [data-phase='lobby'] .status,
  [data-phase='transferring'] .status {
    color: var(--warn);
    font-weight: 600;
  }

  [data-phase='incoming'] .status {
    color: var(--brand-text);
    font-weight: 600;
  }

  .time {
    margin-top: 4px;
    font-size: 26px;
    font-variant-numeric: tabular-nums;
    line-height: 36px;
  }

  .reason {
    max-width: 30ch;
    margin-top: 4px;
    text-wrap: balance;
  }

  .code {
    color: var(--quiet);
    font-size: 12px;
    white-space: nowrap;
  }

  .faces {
    display: flex;
    align-items: center;
    height: 96px;
  }

  .faces .avatar {
    box-shadow: 0 0 0 3px var(--card);
  }

  .faces .avatar + .avatar {
    margin-inline-start: -10px;
  }

  .faces .rest {
    background: light-dark(#e4e4e4, #3f3f3f);
    color: var(--text);
    font-size: 18px;
  }

  .rings {
    position: relative;
    display: grid;
    border-radius: 50%;
  }

  .rings::before,
  .rings::after {
    position: absolute;
    inset: 0;
    border: 2px solid var(--brand-text);
    border-radius: 50%;
    opacity: 0;
    content: '';
  }

  .rings:has(.faces)::before,
  .rings:has(.faces)::after {
    display: none;
  }

  [data-phase='placing'] .rings::before,
  [data-phase='ringing'] .rings::before,
  [data-phase='incoming'] .rings::before,
  [data-phase='placing'] .rings::after,
  [data-phase='ringing'] .rings::after,
  [data-phase='incoming'] .rings::after {
    animation: ring 2s ease-out infinite;
  }

  .rings::after {
    animation-delay: 1s !important;
  }

  [data-phase='established'] .rings::before {
    inset: -5px;
    border-color: var(--good);
    opacity: 1;
  }

  @keyframes ring {
    from {
      opacity: 0.7;
    }

    to {
      opacity: 0;
      transform: scale(1.45);
    }
  }
`
