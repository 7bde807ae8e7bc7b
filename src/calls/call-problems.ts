import type { References } from '../engine/store/plain.ts'
import type { CallRow, HistoryEntry } from './rows.ts'

/** Yields the problems of a snapshot's calls that no schema finds: members that contradict each other, missing participants. */
export function* callProblems({ calls }: { readonly calls: readonly CallRow[] }, { hasEvent }: References): Problems {
  for (const [index, call] of calls.entries()) {
    const here = `calls[${index}]`
    const { id, state, establishedAt, endedAt, participants, operations, handover, policyRecording } = call
    for (const [timer, event] of Object.entries(call.timers)) {
      if (event !== undefined && !hasEvent(event, id))
        yield `'${here}.timers.${timer}': ${event} is not the number of an event of this call`
    }
    if ((state === 'terminated') !== (endedAt !== undefined))
      yield `'${here}.endedAt': Expected in the state terminated and in no other, but the state is ${state}`
    if (NEEDS_ESTABLISHED.includes(state) && establishedAt === undefined)
      yield `'${here}.establishedAt': Required in the state ${state}`
    yield* duplicateProblems(`${here}.participants`, participants)
    yield* duplicateProblems(`${here}.operations`, operations)
    const known = new Set(participants.map((participant) => participant.id))
    const named: Record<string, readonly (string | undefined)[]> = {
      myParticipantId: [call.myParticipantId],
      'handover.targets': handover?.targets ?? [],
      'handover.answeredBy': [handover?.answeredBy],
      'policyRecording.recorded': policyRecording?.recorded ?? [],
      contentSharingSessions: (call.contentSharingSessions ?? []).map(({ participantId }) => participantId),
      'operations.invitation.unanswered': operations.flatMap(({ invitation }) => invitation?.unanswered ?? []),
    }
    for (const [path, ids] of Object.entries(named)) yield* unknownParticipants(`${here}.${path}`, ids, known)
    yield* historyProblems(`${here}.history`, call.history, known)
  }
}

type Problems = Generator<string, void>

const NEEDS_ESTABLISHED: readonly CallRow['state'][] = ['established', 'hold', 'transferring', 'transferAccepted']

/** Records are built from the history alone: its entries are in order of time, and their participants exist. */
export function* historyProblems(
  path: string,
  history: readonly HistoryEntry[],
  participants: ReadonlySet<string>,
): Problems {
  let latest = Number.NEGATIVE_INFINITY
  for (const [index, { at, participantId }] of history.entries()) {
    if (at < latest) yield `'${path}[${index}].at': ${at} is before the previous entry`
    latest = at
    yield* unknownParticipants(`${path}[${index}].participantId`, [participantId], participants)
  }
}

export function* unknownParticipants(
  path: string,
  ids: readonly (string | undefined)[],
  known: ReadonlySet<string>,
): Problems {
  for (const id of ids)
    if (id !== undefined && !known.has(id)) yield `'${path}': '${id}' is not a participant of the call`
}

export function* duplicateProblems(path: string, rows: readonly { readonly id: string }[]): Problems {
  const known = new Set<string>()
  for (const [index, { id }] of rows.entries()) {
    if (known.has(id)) yield `'${path}[${index}].id': another row already has the id '${id}'`
    known.add(id)
  }
}
