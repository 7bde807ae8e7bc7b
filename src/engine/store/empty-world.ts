import { createRecordIndexes } from '../../call-records/record-index.ts'
import { Table } from './collections/table.ts'
import type { World } from './world.ts'

/** The world in which nothing has happened. */
export function createEmptyWorld(): World {
  return {
    sequence: 0,
    calls: Table.empty(),
    callRecords: Table.empty(),
    callAttempts: Table.empty(),
    ...createRecordIndexes(),
    pasts: [],
    subscriptions: Table.empty(),
    scenarioCounts: Table.empty(),
    stories: Table.empty(),
    pending: Table.empty(),
  }
}
