import type { JsonObject } from '../../../src/engine/values/json.ts'
import { membersOf } from '../../../src/graph/edm/schema.ts'
import { problemsOf } from './type-problems.ts'

/** Lists where a row of a response differs from its type in Graph's metadata. Rows must have all members. */
export function problemsIn(row: JsonObject, type: string): string[] {
  const members = membersOf(type)
  const missing = [...members.keys()].filter((name) => !(name in row)).map((name) => `'${name}' is missing`)
  // `problemsOf` expects date-times before serialization: as numbers.
  const parsed = Object.entries(row).map(([name, value]) => {
    const isTime = members.get(name)?.type === 'Edm.DateTimeOffset' && typeof value === 'string'
    return [name, isTime ? Date.parse(value) : value] as const
  })
  return [...missing, ...problemsOf(Object.fromEntries(parsed), type)]
}
