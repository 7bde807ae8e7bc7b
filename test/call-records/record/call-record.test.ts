import { describe, expect, it } from 'vitest'
import { buildCallRecord } from '../../../src/call-records/record/build-call-record.ts'
import { toRecordSummary } from '../../../src/call-records/record/record-summary.ts'
import type { CallRecordRow } from '../../../src/call-records/rows.ts'
import { withDeprecatedMembers } from '../../../src/call-records/timeline/participants.ts'
import { results } from '../../../src/calls/lifecycle/results.ts'
import { createRandom } from '../../../src/engine/chance/random.ts'
import { isJsonObject, type JsonObject } from '../../../src/engine/values/json.ts'
import {
  abbie,
  app,
  aRecordRow,
  list,
  mediaOf,
  member,
  only,
  phone,
  RECORD_ID,
  type SampleOptions,
  START,
  segmentsOf,
  streamsOf,
  TENANT_ID,
} from '../sample-call.ts'

const build = (row: CallRecordRow, seed = 7) => buildCallRecord(row, createRandom(seed))
const recordOf = (options: SampleOptions) => build(aRecordRow(options))
const onlySession = (row: CallRecordRow) => only(list(build(row), 'sessions'))

describe('the record of a call', () => {
  it('has the id of the call chain, and lasts from the first participant joining to the last one leaving', () => {
    expect(aRecordRow({ durationMs: 25_500 })).toMatchObject({
      id: RECORD_ID,
      version: 1,
      startAt: START,
      endAt: START + 25_500,
      lastModifiedAt: START + 120_000,
    })
  })

  it('has the type, times and organizer of the call', () => {
    expect(build(aRecordRow({ durationMs: 25_500 }))).toMatchObject({
      id: RECORD_ID,
      version: 1,
      type: 'peerToPeer',
      modalities: ['audio'],
      startDateTime: START,
      endDateTime: START + 25_500,
      lastModifiedDateTime: START + 120_000,
      joinWebUrl: null,
      organizer_v2: { id: '24701998-1a73-4d42-8085-bf46ed0ae039', identity: app.identity },
    })
  })

  it('has the caller as organizer and first participant', () => {
    const incoming = build(aRecordRow({}, { direction: 'incoming' }))
    expect(member(incoming, 'organizer_v2').id).toBe('821809f5-0000-0000-0000-3b5136c0e777')
    expect(list(incoming, 'participants_v2').map(({ id }) => id)).toEqual([
      '821809f5-0000-0000-0000-3b5136c0e777',
      '24701998-1a73-4d42-8085-bf46ed0ae039',
    ])
    expect(list(build(aRecordRow()), 'participants_v2').map(({ id }) => id)).toEqual([
      '24701998-1a73-4d42-8085-bf46ed0ae039',
      '821809f5-0000-0000-0000-3b5136c0e777',
    ])
  })

  it('annotates a user’s type so that typed clients keep the userPrincipalName', () => {
    const [, user] = list(build(aRecordRow()), 'participants_v2')
    expect(user?.identity).toEqual({
      user: {
        '@odata.type': '#microsoft.graph.userIdentity',
        id: '821809f5-0000-0000-0000-3b5136c0e777',
        displayName: 'Abbie Wilkins',
        tenantId: TENANT_ID,
        userPrincipalName: 'abbie.wilkins@contoso.com',
      },
    })
  })

  it('identifies a phone by its number', () => {
    const record = build(aRecordRow({ other: phone }, { direction: 'incoming' }))
    expect(record.organizer_v2).toMatchObject({ id: '+4930901820', identity: { phone: { id: '+4930901820' } } })
  })

  it('lists a participant who rejoined once', () => {
    const history = (['joined', 'left', 'joined', 'left'] as const).map((did, index) => ({
      at: START + index * 1_000,
      did,
      participantId: abbie.id,
    }))
    expect(list(build(aRecordRow({}, { history })), 'participants_v2')).toHaveLength(1)
  })

  it('has a deprecated organizer with the same user', () => {
    expect(withDeprecatedMembers(build(aRecordRow({}, { direction: 'incoming' })), START).organizer).toEqual({
      user: { id: '821809f5-0000-0000-0000-3b5136c0e777', displayName: 'Abbie Wilkins', tenantId: TENANT_ID },
    })
    expect(withDeprecatedMembers({ organizer_v2: null }, START).organizer).toBeNull()
  })

  it('has the same members in lists, except participants and sessions', () => {
    const row = aRecordRow({ entries: [{ at: 5_000, did: 'modalities', modalities: ['audio', 'video'] }] })
    const { participants_v2: _participants, sessions: _sessions, ...summary } = build(row)
    expect(toRecordSummary(row)).toEqual(summary)
    expect(summary.modalities).toEqual(['audio', 'video'])
  })
})

describe('the session of a peer-to-peer call', () => {
  it('has the id and times of the record, like its only segment', () => {
    const record = build(aRecordRow())
    const facts = { id: RECORD_ID, startDateTime: START, endDateTime: START + 60_000, failureInfo: null }
    expect(only(list(record, 'sessions'))).toMatchObject({ ...facts, modalities: ['audio'], isTest: false })
    expect(only(segmentsOf(record))).toMatchObject(facts)
  })

  it('has the user agents of caller and callee', () => {
    const bot = { '@odata.type': '#microsoft.graph.callRecords.serviceUserAgent', role: 'customBot' }
    const client = { '@odata.type': '#microsoft.graph.callRecords.clientUserAgent', productFamily: 'teams' }
    expect(onlySession(aRecordRow())).toMatchObject({ caller: { userAgent: bot }, callee: { userAgent: client } })
    expect(onlySession(aRecordRow({}, { direction: 'incoming' }))).toMatchObject({
      caller: { userAgent: client },
      callee: { userAgent: bot },
    })
  })

  it('identifies each endpoint in associatedIdentity and the deprecated identity', () => {
    expect(member(onlySession(aRecordRow()), 'callee')).toMatchObject({
      '@odata.type': '#microsoft.graph.callRecords.participantEndpoint',
      associatedIdentity: {
        '@odata.type': '#microsoft.graph.callRecords.userIdentity',
        displayName: 'Abbie Wilkins',
        userPrincipalName: 'abbie.wilkins@contoso.com',
      },
      identity: { '@odata.type': '#microsoft.graph.identitySet', user: { displayName: 'Abbie Wilkins' } },
    })
  })

  it('has a gateway as the endpoint of a phone', () => {
    expect(member(onlySession(aRecordRow({ other: phone })), 'callee')).toMatchObject({
      userAgent: { '@odata.type': '#microsoft.graph.callRecords.serviceUserAgent', role: 'gateway' },
      associatedIdentity: { id: '+4930901820' },
    })
  })

  it('has two parallel segments to a phone, before and after the mediation server', () => {
    const record = build(aRecordRow({ other: phone, durationMs: 30_000 }))
    const mediation = {
      '@odata.type': '#microsoft.graph.callRecords.serviceEndpoint',
      userAgent: { role: 'mediationServer' },
    }
    expect(segmentsOf(record)).toMatchObject([
      { id: RECORD_ID, caller: { userAgent: { role: 'customBot' } }, callee: mediation },
      { id: expect.not.stringMatching(RECORD_ID), caller: mediation, callee: { userAgent: { role: 'gateway' } } },
    ])
    for (const { startDateTime, endDateTime } of segmentsOf(record)) {
      expect([startDateTime, endDateTime]).toEqual([START, START + 30_000])
    }
    expect(streamsOf(record).map(({ audioCodec }) => audioCodec)).toEqual(['silkWide', 'silkWide', 'pcmu', 'pcmu'])
  })

  it('has audio only with a phone, whatever the call requested', () => {
    const at = 10_000
    const entries = [{ at, did: 'modalities', modalities: ['audio', 'video'] }] as const
    const record = build(aRecordRow({ other: phone, entries }))
    expect([record.modalities, onlySession(aRecordRow({ other: phone, entries })).modalities]).toEqual([
      ['audio'],
      ['audio'],
    ])
    expect(segmentsOf(record)).toHaveLength(2)
  })

  it('has a segment for a hold, and one after it', () => {
    const record = recordOf({
      entries: [
        { at: 20_000, did: 'held', participantId: abbie.id },
        { at: 35_000, did: 'resumed', participantId: abbie.id },
      ],
    })
    expect(segmentsOf(record).map(({ startDateTime, endDateTime }) => [startDateTime, endDateTime])).toEqual([
      [START, START + 20_000],
      [START + 20_000, START + 35_000],
      [START + 35_000, START + 60_000],
    ])
    const [first, ...others] = segmentsOf(record).map(({ id }) => id)
    expect(first).toBe(RECORD_ID)
    expect(new Set([first, ...others]).size).toBe(3)
    for (const id of others) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('has no packets and measurements during a hold', () => {
    const record = recordOf({ durationMs: 40_000, entries: [{ at: 20_000, did: 'held', participantId: abbie.id }] })
    const packets = streamsOf(record).map(({ packetUtilization }) => packetUtilization)
    expect(packets.map((count) => count === 0)).toEqual([false, false, true, true])
    expect(streamsOf(record).map((stream) => 'averageJitter' in stream)).toEqual([true, true, false, false])
  })

  it('has media for each modality while it was on', () => {
    const record = recordOf({
      entries: [
        { at: 10_000, did: 'modalities', modalities: ['videoBasedScreenSharing', 'video', 'audio'] },
        { at: 30_000, did: 'modalities', modalities: ['data'] },
      ],
    })
    expect(segmentsOf(record).map((segment) => list(segment, 'media').map(({ label }) => label))).toEqual([
      ['main-audio'],
      ['main-audio', 'main-video', 'applicationsharing-video'],
      ['main-audio', 'data'],
    ])
    const all = ['audio', 'video', 'videoBasedScreenSharing', 'data']
    expect(record.modalities).toEqual(all)
    expect(only(list(record, 'sessions')).modalities).toEqual(all)
  })

  it('has one new segment for simultaneous changes, and none for changes that cancel each other', () => {
    const at = 15_000
    const once = recordOf({
      entries: [
        { at, did: 'network', participantId: abbie.id, profile: 'lossy' },
        { at, did: 'modalities', modalities: ['audio', 'video'] },
      ],
    })
    const undone = recordOf({
      entries: [
        { at, did: 'held', participantId: abbie.id },
        { at, did: 'resumed', participantId: abbie.id },
      ],
    })
    expect(segmentsOf(once)).toHaveLength(2)
    expect(segmentsOf(undone)).toHaveLength(1)
  })

  it('has no modality that was on and off at the same time', () => {
    const row = aRecordRow({
      entries: [
        { at: 15_000, did: 'modalities', modalities: ['audio', 'video'] },
        { at: 15_000, did: 'modalities', modalities: ['audio'] },
      ],
    })
    const record = build(row)
    expect([toRecordSummary(row).modalities, record.modalities, onlySession(row).modalities]).toEqual(
      Array(3).fill(['audio']),
    )
    expect(segmentsOf(record)).toHaveLength(1)
  })

  it.each(['incoming', 'outgoing'] as const)(
    'is a test when the other side of an %s call is the echo service',
    (direction) => {
      const echo = { ...abbie, identity: { user: { id: '8:echo123', displayName: 'Echo' } } }
      expect(onlySession(aRecordRow({ other: echo }, { direction })).isTest).toBe(true)
    },
  )

  it('has each participant’s last rating, with a complaint if it is low', () => {
    const session = onlySession(
      aRecordRow({
        entries: [
          { at: 1_000, did: 'rated', participantId: abbie.id, rating: 'good' },
          { at: 59_000, did: 'rated', participantId: abbie.id, rating: 'poor', text: 'It crackled.' },
        ],
      }),
    )
    const feedback = member(member(session, 'callee'), 'feedback')
    expect(feedback).toMatchObject({ rating: 'poor', text: 'It crackled.' })
    expect(Object.values(member(feedback, 'tokens')).filter(Boolean)).toHaveLength(1)
    expect(member(session, 'caller')).not.toHaveProperty('feedback')
    expect(member(only(list(session, 'segments')), 'callee')).not.toHaveProperty('feedback')
  })

  it.each([
    ['endedByBot', null],
    ['endedByOtherSide', null],
    ['removed', null],
    ['mediaLost', { stage: 'midcall', reason: 'Media connectivity failure.' }],
    ['keepAliveExpired', { stage: 'midcall' }],
    ['botMediaUnreachable', { stage: 'midcall' }],
  ] as const)('has the failure info of a call that ended with %s', (name, failure) => {
    const record = build(
      aRecordRow({ entries: [{ at: 9_000, did: 'held', participantId: abbie.id }] }, { resultInfo: results[name] }),
    )
    const [first, last] = segmentsOf(record)
    const expected = failure && expect.objectContaining(failure)
    expect(only(list(record, 'sessions')).failureInfo).toEqual(expected)
    expect(last?.failureInfo).toEqual(expected)
    expect(first?.failureInfo).toBeNull()
  })
})

describe('the sessions of a group call', () => {
  const both = { kind: 'group', participants: [app, abbie, phone] } as const

  it('connect each participant to the service, once for each attendance', () => {
    const at = (ms: number, did: 'joined' | 'left', participantId: string) => ({ at: START + ms, did, participantId })
    const record = build(
      aRecordRow(
        {},
        {
          ...both,
          history: [
            at(0, 'joined', app.id),
            at(1_000, 'joined', abbie.id),
            at(5_000, 'left', abbie.id),
            at(16_000, 'joined', abbie.id),
            { at: START + 17_000, did: 'rated', participantId: abbie.id, rating: 'fair' },
            at(20_000, 'left', abbie.id),
            at(30_000, 'left', app.id),
          ],
        },
      ),
    )
    const sessions = list(record, 'sessions')
    expect(record).toMatchObject({ type: 'groupCall', startDateTime: START, endDateTime: START + 30_000 })
    expect(sessions.map(({ startDateTime, endDateTime }) => [startDateTime, endDateTime])).toEqual([
      [START, START + 30_000],
      [START + 1_000, START + 5_000],
      [START + 16_000, START + 20_000],
    ])
    for (const { callee, id } of sessions) {
      expect(callee).toMatchObject({
        '@odata.type': '#microsoft.graph.callRecords.serviceEndpoint',
        userAgent: { role: 'mediaController' },
      })
      expect(id).not.toBe(RECORD_ID)
    }
    expect(sessions.map(({ caller }) => caller)).toMatchObject([{}, {}, { feedback: { rating: 'fair' } }])
    expect(sessions[1]?.caller).not.toHaveProperty('feedback')
    // The phone was invited but never joined.
    expect(list(record, 'participants_v2')).toHaveLength(2)
  })

  it.each([
    [10_000, 1],
    [10_001, 2],
  ])('continue after a reconnect within ten seconds: after %i ms there are %i', (gapMs, count) => {
    const at = (ms: number, did: 'joined' | 'left') => ({ at: START + ms, did, participantId: abbie.id })
    const rejoinsAt = 5_000 + gapMs
    const history = [
      at(0, 'joined'),
      { at: START + 1_000, did: 'modalities', modalities: ['video'], participantId: abbie.id } as const,
      at(5_000, 'left'),
      at(rejoinsAt, 'joined'),
      at(30_000, 'left'),
    ]
    const record = build(aRecordRow({}, { ...both, history }))
    const sessions = list(record, 'sessions')
    expect(sessions).toHaveLength(count)
    expect(sessions.at(-1)).toMatchObject({ endDateTime: START + 30_000 })
    expect(new Set(sessions.map(({ caller }) => idOf(caller)))).toEqual(new Set([idOf(sessions[0]?.caller)]))
    // There is no segment while she is disconnected.
    expect(segmentsOf(record).map(({ startDateTime, endDateTime }) => [startDateTime, endDateTime])).toEqual([
      [START, START + 1_000],
      [START + 1_000, START + 5_000],
      [START + rejoinsAt, START + 30_000],
    ])
    expect(new Set(segmentsOf(record).map(({ id }) => id)).size).toBe(3)
  })

  it('have a failure only in the last session of the app when that ended with a failure', () => {
    const at = (ms: number, did: 'joined' | 'left', participantId: string) => ({ at: START + ms, did, participantId })
    const history = [
      at(0, 'joined', app.id),
      at(1_000, 'joined', abbie.id),
      at(5_000, 'left', app.id),
      at(20_000, 'joined', app.id),
      at(30_000, 'left', app.id),
      at(30_000, 'left', abbie.id),
    ]
    const record = build(aRecordRow({}, { ...both, history, resultInfo: results.mediaLost }))
    expect(list(record, 'sessions').map(({ failureInfo }) => failureInfo)).toEqual([
      null,
      null,
      expect.objectContaining({ stage: 'midcall' }),
    ])
  })

  it('are separate when a phone is called again', () => {
    const at = (ms: number, did: 'joined' | 'left') => ({ at: START + ms, did, participantId: phone.id })
    const history = [at(0, 'joined'), at(5_000, 'left'), at(6_000, 'joined'), at(9_000, 'left')]
    expect(list(build(aRecordRow({}, { ...both, history })), 'sessions')).toHaveLength(2)
  })
})

function idOf(endpoint: JsonObject[string]): unknown {
  return isJsonObject(endpoint) ? member(endpoint, 'associatedIdentity').id : undefined
}

describe('records edited by clients', () => {
  const created: CallRecordRow = {
    id: RECORD_ID,
    version: 7,
    startAt: START,
    endAt: START - 5_000,
    lastModifiedAt: START + 1_000,
    participantIds: [],
    origin: { from: 'client' },
  }

  it('have defaults for members that the client did not send', () => {
    expect(build(created)).toEqual({
      id: RECORD_ID,
      version: 7,
      type: 'unknown',
      modalities: [],
      startDateTime: START,
      endDateTime: START - 5_000,
      lastModifiedDateTime: START + 1_000,
      joinWebUrl: null,
      organizer_v2: null,
      participants_v2: [],
      sessions: [],
    })
  })

  it('show edited members, except id and version', () => {
    const startDateTime = '2024-01-15T09:30:00.1234567Z'
    const overlay = { id: 'other', version: 1, startDateTime, type: 'groupCall', joinWebUrl: 'https://join' }
    for (const row of [created, aRecordRow()]) {
      expect(build({ ...row, overlay })).toMatchObject({
        id: RECORD_ID,
        version: row.version,
        startDateTime,
        type: 'groupCall',
        joinWebUrl: 'https://join',
      })
      expect(toRecordSummary({ ...row, overlay })).toMatchObject({ type: 'groupCall', joinWebUrl: 'https://join' })
    }
  })

  it('have added sessions at the end, with required members filled in', () => {
    const record = build({ ...aRecordRow(), addedSessions: [{ id: 'added', isTest: true }] })
    expect(list(record, 'sessions').map(({ id }) => id)).toEqual([RECORD_ID, 'added'])
    expect(list(record, 'sessions')[1]).toEqual({
      id: 'added',
      isTest: true,
      modalities: [],
      startDateTime: START,
      endDateTime: START + 60_000,
      segments: [],
    })
  })

  it('keep the numbers of unedited media', () => {
    const row = aRecordRow()
    expect(mediaOf(build({ ...row, version: 2, overlay: { joinWebUrl: 'https://join' } }))).toEqual(mediaOf(build(row)))
  })
})
