import { type DirectoryUser, isTenantUser } from '../../../directory/directory.ts'
import type { Random } from '../../../engine/chance/random.ts'
import type { JsonObject } from '../../../engine/values/json.ts'
import type { EndpointRequest } from '../../../graph/endpoint/endpoint.ts'
import type { CallRecordContext } from '../../context.ts'
import { daysIn } from '../../logs/days.ts'
import { readTimeRange } from './time-range.ts'

type DrawRows = (day: number, users: readonly DirectoryUser[], fork: (label: string) => Random) => JsonObject[]

/**
 * The rows of a log that does not follow from calls: drawn from the seed for each day up to now.
 * @param timeColumn The column by which the rows are selected and sorted.
 */
export function drawnLogRows(
  { now, random, services: { directory } }: CallRecordContext,
  request: EndpointRequest,
  { drawRows, timeColumn }: { readonly drawRows: DrawRows; readonly timeColumn: string },
): JsonObject[] {
  const { from, to, toIncluded } = readTimeRange(request, now)
  const until = Math.min(to, now)
  const users = directory.users.filter((user) => isTenantUser(directory, user))
  const timeOf = (row: JsonObject) => Number(row[timeColumn])
  return daysIn(from, until)
    .flatMap((day) => drawRows(day, users, random.fork))
    .filter((row) => timeOf(row) >= from && (toIncluded ? timeOf(row) <= until : timeOf(row) < until))
    .sort((one, other) => timeOf(one) - timeOf(other))
}
