import { describe, expect, it } from 'vitest'
import { toDirectRoutingLogRows } from '../../../src/call-records/logs/direct-routing-log-row.ts'
import { toPstnCallLogRows } from '../../../src/call-records/logs/pstn-call-log-row.ts'
import { buildCallRecord } from '../../../src/call-records/record/build-call-record.ts'
import type { CallRecordRow } from '../../../src/call-records/rows.ts'
import { results } from '../../../src/calls/lifecycle/results.ts'
import type { ParticipantRow } from '../../../src/calls/rows.ts'
import { NETWORK_PROFILES } from '../../../src/calls/steps.ts'
import { createRandom } from '../../../src/engine/chance/random.ts'
import { isJsonObject, type JsonObject } from '../../../src/engine/values/json.ts'
import { membersOf } from '../../../src/graph/edm/schema.ts'
import { abbie, app, aRecordRow, phone } from '../sample-call.ts'
import { problemsOf, walk } from './type-problems.ts'

const CALL_RECORDS = 'microsoft.graph.callRecords'

/** Calls of every kind, over every network, with every kind of history entry. */
const rows: readonly CallRecordRow[] = NETWORK_PROFILES.flatMap((profile) => {
  const entries = [
    { at: 1_000, did: 'network', participantId: abbie.id, profile },
    { at: 2_000, did: 'modalities', modalities: ['video', 'videoBasedScreenSharing', 'data'] },
    { at: 3_000, did: 'held', participantId: abbie.id },
    { at: 4_000, did: 'rated', participantId: abbie.id, rating: 'bad', text: 'Nothing was heard.' },
  ] as const
  return [
    aRecordRow({ entries }),
    aRecordRow({ entries }, { direction: 'incoming', resultInfo: results.mediaLost }),
    aRecordRow({ entries, other: phone }),
    aRecordRow({ entries }, { kind: 'group', participants: [app, abbie, phone] }),
    aRecordRow({ entries }, { kind: 'meeting', participants: [app, abbie, phone] }),
  ]
})

/** Includes ratings and trace routes. */
function build(row: CallRecordRow, seed: number): JsonObject {
  return buildCallRecord(row, createRandom(seed), { ratings: createRandom(seed), traceRoutes: createRandom(seed) })
}

describe('the members of a call record', () => {
  it('match Graph’s metadata, including required members and types', () => {
    for (const [seed, row] of rows.entries()) {
      expect(problemsOf(build(row, seed), `${CALL_RECORDS}.callRecord`)).toEqual([])
    }
  })

  it('include all required members in a record that a client created', () => {
    const row: CallRecordRow = { ...aRecordRow(), origin: { from: 'client' }, addedSessions: [{ id: 'added' }] }
    expect(problemsOf(buildCallRecord(row, createRandom(7)), `${CALL_RECORDS}.callRecord`)).toEqual([])
  })

  it('do not depend on @odata.type annotations that a client sent in an identity', () => {
    const { user } = abbie.identity
    const written = { ...abbie, identity: { '@odata.type': '#microsoft.graph.identitySet', device: null, user } }
    if (isJsonObject(user)) written.identity.user = { '@odata.type': '#microsoft.graph.identity', ...user }
    const build = (other: ParticipantRow) => buildCallRecord(aRecordRow({ other }), createRandom(7))
    expect(build(written)).toEqual(build(abbie))
  })

  it.each([
    'segment',
    'session',
    'media',
    'mediaStream',
    'networkInfo',
    'deviceInfo',
    'participantEndpoint',
    'userFeedback',
    'traceRouteHop',
  ])('are all used by at least one call: %s', (name) => {
    const type = `${CALL_RECORDS}.${name}`
    const seen = new Set<string>()
    for (const [seed, row] of [...rows, ...rows].entries()) {
      walk(build(row, seed), `${CALL_RECORDS}.callRecord`, (value, actual) => {
        if (actual === type) for (const member of Object.keys(value)) seen.add(member)
      })
    }
    expect([...membersOf(type).keys()].filter((member) => !seen.has(member))).toEqual([])
  })
})

describe('the columns of phone logs', () => {
  it.each([
    ['pstnCallLogRow', toPstnCallLogRows(aRecordRow({ other: phone }), createRandom(7).fork)],
    ['directRoutingLogRow', toDirectRoutingLogRows(aRecordRow({ other: phone }, {}, 'sbc'), createRandom(7).fork)],
  ])('are exactly the members of %s', (name, found) => {
    const type = `${CALL_RECORDS}.${name}`
    const declared = [...membersOf(type).values()].filter(({ extra }) => !extra).map((member) => member.name)
    for (const row of found) {
      expect(problemsOf(row, type)).toEqual([])
      expect(Object.keys(row).sort()).toEqual(declared.sort())
    }
  })
})
