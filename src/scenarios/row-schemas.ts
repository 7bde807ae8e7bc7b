import * as v from 'valibot'
import { RECORD_PLAN_SCHEMA } from '../calls/record-plan-schema.ts'
import { count, epochMs, type RowSchema, rowId, text } from '../engine/store/row-schema.ts'
import { members } from '../engine/validation.ts'
import { TIMED_STEP } from './language/scenario.ts'
import type { ScenarioCountRow, ScenarioRun } from './rows.ts'

export const SCENARIO_COUNT_ROW = members({
  id: rowId,
  matched: count,
  played: count,
} satisfies RowSchema<ScenarioCountRow>)

export const SCENARIO_RUN = members({
  id: rowId,
  sequence: count,
  scenario: text,
  startedAt: epochMs,
  steps: v.array(TIMED_STEP),
  next: count,
  timer: v.exactOptional(count),
  record: v.exactOptional(RECORD_PLAN_SCHEMA),
  calls: v.exactOptional(v.record(text, text)),
  lastCallId: v.exactOptional(text),
} satisfies RowSchema<ScenarioRun>)
