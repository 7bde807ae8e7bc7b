import { html, nothing, type TemplateResult } from 'lit'
import { avatar } from '../../avatar.ts'
import { toTimer } from '../../durations.ts'
import type { CallPlan } from '../calling/call-plan.ts'
import type { CallingState } from '../calling/calling-store.ts'
import { currentCall, headingOnScreen, type Phase, statusOf } from '../calling/phase.ts'

/** How many avatars are shown; the others are counted. */
const AVATAR_LIMIT = 3

/** The people of the call, its status and its duration. */
export function callHeader(state: CallingState, phase: Phase, plan: CallPlan, now: number): TemplateResult {
  const { title, names } = headingOnScreen(state, plan)
  return html`<div class="call-header">
    <div class="rings">${avatars(names)}</div>
    <h2>${title}</h2>
    <p class="status" role="status">${statusOf(state, phase, plan)}</p>
    ${duration(state, phase, now)} ${reason(state, phase)}
  </div>`
}

function avatars(names: readonly string[]): TemplateResult {
  if (names.length < 2) return avatar(names[0] ?? '', 'large')
  const rest = names.length - AVATAR_LIMIT
  return html`<div class="faces" aria-hidden="true">
    ${names.slice(0, AVATAR_LIMIT).map((name) => avatar(name, 'medium'))}
    ${rest > 0 ? html`<span class="avatar rest" data-size="medium">+${rest}</span>` : nothing}
  </div>`
}

function duration(state: CallingState, phase: Phase, now: number): TemplateResult | typeof nothing {
  const { establishedAt, endedAt } = currentCall(state) ?? {}
  if (establishedAt === undefined || phase === 'connecting') return nothing
  return html`<p class="time" role="timer">${toTimer((endedAt ?? now) - establishedAt)}</p>`
}

/** Why the call ended. During a call: why the transfer failed. */
function reason(state: CallingState, phase: Phase): TemplateResult | typeof nothing {
  const result = currentCall(state)?.call.resultInfo
  if ((phase !== 'ended' && phase !== 'established') || !result) return nothing
  return html`<p class="reason">${result.message} <span class="code">${result.code} / ${result.subcode}</span></p>`
}
