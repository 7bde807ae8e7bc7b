import { describe, expect, it } from 'vitest'
import { buildCallRecord } from '../../src/call-records/build-call-record.ts'
import { toDirectRoutingLogRows } from '../../src/call-records/direct-routing-log-row.ts'
import { toPstnCallLogRows } from '../../src/call-records/pstn-call-log-row.ts'
import { results } from '../../src/calls/results.ts'
import { isJsonObject, type Json, type JsonObject } from '../../src/edm/json.ts'
import { type EdmMember, enumMembers, isDerivedFrom, membersOf, typeNamed } from '../../src/edm/schema.ts'
import { createRandom } from '../../src/runtime/random.ts'
import type { CallRecordRow } from '../../src/store/call-record-row.ts'
import type { ParticipantRow } from '../../src/store/call-row.ts'
import { NETWORK_PROFILES } from '../../src/store/step.ts'
import { abbie, app, aRecordRow, phone } from './sample-call.ts'

const CALL_RECORDS = 'microsoft.graph.callRecords'

/** Calls of every kind, over every network, with all that can happen in them. */
const rows: readonly CallRecordRow[] = NETWORK_PROFILES.flatMap((profile) => {
  const happened = [
    { at: 1_000, did: 'network', participantId: abbie.id, profile },
    { at: 2_000, did: 'modalities', modalities: ['video', 'videoBasedScreenSharing', 'data'] },
    { at: 3_000, did: 'held', participantId: abbie.id },
    { at: 4_000, did: 'rated', participantId: abbie.id, rating: 'bad', text: 'Nothing was heard.' },
  ] as const
  return [
    aRecordRow({ happened }),
    aRecordRow({ happened }, { direction: 'incoming', resultInfo: results.mediaLost }),
    aRecordRow({ happened, other: phone }),
    aRecordRow({ happened }, { kind: 'group', participants: [app, abbie, phone] }),
  ]
})

describe('a record’s members', () => {
  it('are those of Graph’s metadata, complete where they cannot be null, and of the declared types', () => {
    for (const [seed, row] of rows.entries()) {
      expect(problemsOf(buildCallRecord(row, createRandom(seed)), `${CALL_RECORDS}.callRecord`)).toEqual([])
    }
  })

  it('leave out what a record of a client’s own cannot know, and nothing that cannot be null', () => {
    const row: CallRecordRow = { ...aRecordRow(), origin: { from: 'client' }, addedSessions: [{ id: 'added' }] }
    expect(problemsOf(buildCallRecord(row, createRandom(7)), `${CALL_RECORDS}.callRecord`)).toEqual([])
  })

  it('do not depend on the types that a client wrote into an identity', () => {
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
  ])('of a %s are all there in some call', (name) => {
    const type = `${CALL_RECORDS}.${name}`
    const seen = new Set<string>()
    for (const [seed, row] of [...rows, ...rows].entries()) {
      walk(buildCallRecord(row, createRandom(seed)), `${CALL_RECORDS}.callRecord`, (value, of) => {
        if (of === type) for (const member of Object.keys(value)) seen.add(member)
      })
    }
    expect([...membersOf(type).keys()].filter((member) => !seen.has(member))).toEqual([])
  })
})

describe('log rows', () => {
  it.each([
    ['pstnCallLogRow', toPstnCallLogRows(aRecordRow({ other: phone }), () => undefined, createRandom(7))],
    ['directRoutingLogRow', toDirectRoutingLogRows(aRecordRow({ other: phone }), () => 'sbc', createRandom(7))],
  ])('have every member of a %s and no other', (name, found) => {
    const type = `${CALL_RECORDS}.${name}`
    const declared = [...membersOf(type).values()].filter(({ extra }) => !extra).map((member) => member.name)
    for (const row of found) {
      expect(problemsOf(row, type)).toEqual([])
      expect(Object.keys(row).sort()).toEqual(declared.sort())
    }
  })
})

type Visit = (value: JsonObject, type: string) => void

/** Visits a value of a declared type and all that it holds, each with the type it has. */
function walk(value: JsonObject, declared: string, visit: Visit): void {
  const annotation = value['@odata.type']
  const type = typeof annotation === 'string' ? annotation.slice(1) : declared
  visit(value, type)
  const members = membersOf(type)
  for (const [name, held] of Object.entries(value)) {
    const member = members.get(name)
    if (!member || typeNamed(member.type)?.kind === 'enum') continue
    for (const one of Array.isArray(held) ? held : [held]) if (isJsonObject(one)) walk(one, member.type, visit)
  }
}

function problemsOf(record: JsonObject, declared: string): string[] {
  const problems: string[] = []
  walk(record, declared, (value, type) => {
    const members = membersOf(type)
    if (typeNamed(type)?.abstract) problems.push(`${type} is abstract: a value needs the type it has`)
    for (const [name, held] of Object.entries(value)) {
      const member = members.get(name)
      if (name === '@odata.type') continue
      if (!member && !typeNamed(type)?.open) problems.push(`${type} has no '${name}'`)
      if (member && !isOfType(held, member))
        problems.push(`${type}.${name} is ${JSON.stringify(held)}, not ${member.type}`)
    }
    for (const { name, nullable } of members.values()) {
      if (!nullable && (value[name] ?? null) === null) problems.push(`${type} lacks '${name}'`)
    }
  })
  return problems
}

function isOfType(value: Json | undefined, { type, collection, nullable }: EdmMember): boolean {
  if (value === null || value === undefined) return nullable
  if (collection) return Array.isArray(value) && value.every((item) => isOne(item, type))
  return isOne(value, type)
}

function isOne(value: Json, type: string): boolean {
  if (isJsonObject(value)) {
    const annotation = value['@odata.type']
    return typeof annotation !== 'string' || isDerivedFrom(annotation.slice(1), type)
  }
  if (typeNamed(type)?.kind === 'enum') return typeof value === 'string' && enumMembers(type).includes(value)
  switch (type) {
    case 'Edm.String':
      return typeof value === 'string'
    case 'Edm.Boolean':
      return typeof value === 'boolean'
    case 'Edm.Single':
    case 'Edm.Decimal':
      return typeof value === 'number'
    case 'Edm.Int32':
    case 'Edm.Int64':
    case 'Edm.DateTimeOffset':
    case 'Edm.Duration':
      return Number.isSafeInteger(value)
    default:
      return false
  }
}
