import type { ResultInfo } from '../../../calls/result-info.ts'
import type { IncomingStep, Milestone, Step } from '../../../calls/steps.ts'
import type { JsonObject } from '../../../engine/values/json.ts'
import type { ControlStep } from '../../../scenarios/language/steps.ts'
import { textIn } from '../capture/json.ts'

/** A scenario step, with the time at which the capture shows its effect. */
export interface ObservedStep {
  /** Epoch milliseconds. */
  readonly at: number
  readonly step: Step | IncomingStep | ControlStep
  /** The app's request that the step is a reaction to. */
  readonly after?: Cause
}

export interface Cause {
  readonly when: Milestone
  readonly at: number
}

/** Adds a note about a request that cannot be mapped to a scenario, with the reason. */
export type AddNote = (
  request: { readonly index: number; readonly method: string; readonly path: string },
  reason: string,
) => void

export function readResultInfo({ code, subcode, message }: JsonObject): ResultInfo | undefined {
  if (!isInteger(code)) return undefined
  return { code, subcode: isInteger(subcode) ? subcode : 0, message: textIn(message) }
}

/** The member `with` of a step that takes a result. */
export function withResult(result: ResultInfo | undefined): { with?: ResultInfo } {
  return result ? { with: result } : {}
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(value)
}
