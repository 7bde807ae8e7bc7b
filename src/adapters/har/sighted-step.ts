import type { ResultInfo } from '../../calls/result-info.ts'
import type { IncomingStep, Milestone, Step } from '../../calls/steps.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { ControlStep } from '../../scenarios/language/steps.ts'
import { textIn } from './json.ts'

/** A step, and when it was taken. */
export interface SightedStep {
  /** Epoch milliseconds. */
  readonly at: number
  readonly step: Step | IncomingStep | ControlStep
  /** What the app did that led to it. */
  readonly after?: Cause
}

export interface Cause {
  readonly when: Milestone
  readonly at: number
}

/** Says what could not be mapped: about which entry of the HAR, and why. */
export type Note = (
  exchange: { readonly index: number; readonly method: string; readonly path: string },
  why: string,
) => void

export function resultIn({ code, subcode, message }: JsonObject): ResultInfo | undefined {
  if (!isInteger(code)) return undefined
  return { code, subcode: isInteger(subcode) ? subcode : 0, message: textIn(message) }
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(value)
}
