import * as v from 'valibot'
import { ENDED_CALL_RETENTION_MS } from '../calls/lifecycle/limits.ts'
import { Table } from '../engine/store/collections/table.ts'
import { inOrder, toTable, type WorldPart } from '../engine/store/plain.ts'
import { SCENARIO_COUNT_ROW, SCENARIO_RUN } from './row-schemas.ts'
import type { ScenarioCountRow, ScenarioRun } from './rows.ts'

interface Scenarios {
  readonly scenarioCounts: Table<ScenarioCountRow>
  readonly scenarioRuns: Table<ScenarioRun>
}

interface PlainScenarios {
  readonly scenarioCounts: readonly ScenarioCountRow[]
  readonly scenarioRuns: readonly ScenarioRun[]
}

export const scenariosPart: WorldPart<Scenarios, PlainScenarios> = {
  empty: () => ({ scenarioCounts: Table.empty(), scenarioRuns: Table.empty() }),
  toPlain: ({ scenarioCounts, scenarioRuns }) => ({
    scenarioCounts: [...scenarioCounts],
    scenarioRuns: inOrder(scenarioRuns),
  }),
  fromPlain: ({ scenarioCounts, scenarioRuns }) => ({
    scenarioCounts: toTable(scenarioCounts),
    scenarioRuns: toTable(scenarioRuns),
  }),
  schema: { scenarioCounts: v.array(SCENARIO_COUNT_ROW), scenarioRuns: v.array(SCENARIO_RUN) },
  *problems({ scenarioRuns }, { hasEvent, hasCall, now }) {
    for (const [index, { id, timer, next, steps, ...run }] of scenarioRuns.entries()) {
      const here = `scenarioRuns[${index}]`
      if (next >= steps.length) yield `'${here}.next': Expected a number below ${steps.length} but received ${next}`
      if (timer !== undefined && !hasEvent(timer, id))
        yield `'${here}.timer': ${timer} is not the number of an event of this run`
      // Calls that ended long ago have left the store.
      if (run.startedAt < now - ENDED_CALL_RETENTION_MS) continue
      const named = run.calls ? { ...run.calls, ...(run.lastCallId && { last: run.lastCallId }) } : { its: id }
      for (const [name, callId] of Object.entries(named))
        if (!hasCall(callId)) yield `'${here}': there is no call '${callId}' (${name} call)`
    }
  },
}
