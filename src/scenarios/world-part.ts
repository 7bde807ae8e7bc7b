import { Table } from '../engine/store/collections/table.ts'
import { inOrder, toTable, type WorldPart } from '../engine/store/plain.ts'
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
}
