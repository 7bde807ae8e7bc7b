import type { JsonObject } from '../../../src/engine/values/json.ts'
import { membersOf } from '../../../src/graph/edm/schema.ts'
import { problemsOf } from './type-problems.ts'

/** Where a row of an answer is not, member for member, what Graph's metadata says of its type. */
export function problemsIn(row: JsonObject, type: string): string[] {
  const members = membersOf(type)
  const missing = [...members.keys()].filter((name) => !(name in row)).map((name) => `it lacks '${name}'`)
  // Date-times are numbers until they are written.
  const read = Object.entries(row).map(([name, value]) => {
    const isTime = members.get(name)?.type === 'Edm.DateTimeOffset' && typeof value === 'string'
    return [name, isTime ? Date.parse(value) : value] as const
  })
  return [...missing, ...problemsOf(Object.fromEntries(read), type)]
}
