import type { CallHistory } from '../rows.ts'

export interface Span {
  readonly from: number
  readonly until: number
}

/** A time in which a participant was in, from joining to leaving. */
export interface Stay extends Span {
  readonly participantId: string
}

/** Who was in from when to when, in order of joining. Who never left was in until the end. */
export function toStays({ history, endedAt }: CallHistory): Stay[] {
  const stays: Stay[] = []
  const open = new Map<string, number>()
  for (const entry of history) {
    if (entry.did === 'joined' && !open.has(entry.participantId)) {
      open.set(entry.participantId, stays.length)
      stays.push({ participantId: entry.participantId, from: entry.at, until: endedAt })
    } else if (entry.did === 'left') {
      const index = open.get(entry.participantId) ?? -1
      const stay = stays[index]
      if (stay) stays[index] = { ...stay, until: entry.at }
      open.delete(entry.participantId)
    }
  }
  return stays
}

/** From the first joining to the last leaving. */
export function toSpan({ endedAt }: CallHistory, stays: readonly Stay[]): Span {
  const from = stays.reduce((earliest, stay) => Math.min(earliest, stay.from), stays[0]?.from ?? endedAt)
  const until = stays.reduce((latest, stay) => Math.max(latest, stay.until), from)
  return { from, until }
}
