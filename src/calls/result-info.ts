import * as v from 'valibot'
import { members } from '../engine/validation.ts'

/** Why a call or an operation ended. @see https://learn.microsoft.com/graph/api/resources/resultinfo */
export interface ResultInfo {
  readonly code: number
  readonly subcode: number
  readonly message: string
}

/** The schema of a result in steps: one of `results` or `operationResults`, or any other code. */
export const resultInfo: v.GenericSchema<{ code: number; subcode: number; message: string }> = members({
  code: v.pipe(v.number(), v.integer()),
  subcode: v.pipe(v.number(), v.integer()),
  message: v.string(),
})
