import { describe, expect, it } from 'vitest'
import { toDirectRoutingLogRows } from '../../../src/call-records/logs/direct-routing-log-row.ts'
import { toPstnCallLogRows } from '../../../src/call-records/logs/pstn-call-log-row.ts'
import type { CallRecordRow } from '../../../src/call-records/rows.ts'
import { createRandom } from '../../../src/engine/chance/random.ts'
import type { JsonObject } from '../../../src/engine/values/json.ts'
import { abbie, aRecordRow, only, phone, RECORD_ID, START } from '../sample-call.ts'

const TRUNK = 'sbc1.contoso.com'

const planRows = (row: CallRecordRow, seed = 7): JsonObject[] => toPstnCallLogRows(row, createRandom(seed).fork)
const trunkRows = (row: CallRecordRow, seed = 7): JsonObject[] => toDirectRoutingLogRows(row, createRandom(seed).fork)

describe('a call with a phone', () => {
  it('leaves one row: with the calling plan, or with direct routing where a trunk connects the number', () => {
    const counts = [undefined, TRUNK]
      .map((trunk) => aRecordRow({ other: phone }, {}, trunk))
      .map((row) => [planRows(row).length, trunkRows(row).length])
    expect(counts).toEqual([
      [1, 0],
      [0, 1],
    ])
  })

  it('leaves the same row whenever it is read, and an id of its own', () => {
    const row = aRecordRow({ other: phone })
    expect(planRows(row)).toEqual(planRows(row))
    expect(only(planRows(row)).id).not.toBe(only(planRows(row, 8)).id)
    expect(only(planRows(row)).id).not.toBe(RECORD_ID)
  })
})

describe('a call without a phone', () => {
  it('leaves no row, nor does a record that a client wrote', () => {
    const rows = [
      aRecordRow({ other: abbie }),
      { ...aRecordRow({ other: phone }), origin: { from: 'client' } as const },
    ]
    for (const row of rows) expect([planRows(row), trunkRows(row)]).toEqual([[], []])
  })
})

describe('a calling plan’s row', () => {
  it('of a call that the app placed is that of a bot, charged by the minute', () => {
    expect(only(planRows(aRecordRow({ other: phone, durationMs: 125_700 })))).toMatchObject({
      userId: null,
      userPrincipalName: null,
      userDisplayName: null,
      callType: 'ucap_out',
      startDateTime: START,
      endDateTime: START + 125_700,
      duration: 125,
      calleeNumber: '+4930901820',
      callerNumber: expect.stringMatching(/^\+1425555\d{4}$/),
      destinationContext: 'International',
      destinationName: 'Germany',
      charge: 0.072,
      connectionCharge: 0,
      currency: 'USD',
      operator: 'Microsoft',
      callDurationSource: 'microsoft',
    })
  })

  it('of a call to the app costs nothing, and leads from the phone to the tenant', () => {
    expect(only(planRows(aRecordRow({ other: phone }, { direction: 'incoming' })))).toMatchObject({
      callType: 'ucap_in',
      callerNumber: '+4930901820',
      calleeNumber: expect.stringMatching(/^\+1425555\d{4}$/),
      destinationContext: null,
      destinationName: 'United States',
      charge: 0,
    })
  })

  it('names the user where the other side is one', () => {
    const call = aRecordRow({}, { participants: [{ ...abbie, self: true }, phone] })
    expect(only(planRows(call))).toMatchObject({
      userId: '821809f5-0000-0000-0000-3b5136c0e777',
      userPrincipalName: 'abbie.wilkins@contoso.com',
      userDisplayName: 'Abbie Wilkins',
      callType: 'user_out',
      inventoryType: 'Subscriber',
      charge: 0,
    })
  })

  it('tells domestic calls from others, and names no country that it does not know', () => {
    const to = (id: string) => only(planRows(aRecordRow({ other: { ...phone, identity: { phone: { id } } } })))
    expect(to('+12065550100')).toMatchObject({ destinationContext: 'Domestic', destinationName: 'United States' })
    expect(to('+99912345678')).toMatchObject({ destinationContext: 'International', destinationName: null })
  })
})

describe('direct routing’s row', () => {
  it('leads to the call record, names the trunk and hides the last digits', () => {
    expect(only(trunkRows(aRecordRow({ other: phone }, {}, TRUNK)))).toMatchObject({
      correlationId: RECORD_ID,
      trunkFullyQualifiedDomainName: 'sbc1.contoso.com',
      callType: 'ByotOutUcap',
      inviteDateTime: START - 2_000,
      startDateTime: START,
      endDateTime: START + 60_000,
      duration: 60,
      successfulCall: true,
      calleeNumber: '+4930901***',
      callerNumber: expect.stringMatching(/^\+1425555\d\*\*\*$/),
      finalSipCode: 0,
      finalSipCodePhrase: 'BYE',
    })
  })

  it('says never where there was no failure', () => {
    const { failureDateTime } = only(trunkRows(aRecordRow({ other: phone }, {}, TRUNK)))
    expect(new Date(Number(failureDateTime)).toISOString()).toBe('0001-01-01T00:00:00.000Z')
  })

  it('tells who called whom', () => {
    const user = { ...abbie, self: true }
    const types = (['incoming', 'outgoing'] as const).flatMap((direction) => [
      only(trunkRows(aRecordRow({ other: phone }, { direction }, TRUNK))).callType,
      only(trunkRows(aRecordRow({}, { direction, participants: [user, phone] }, TRUNK))).callType,
    ])
    expect(types).toEqual(['ByotInUcap', 'ByotIn', 'ByotOutUcap', 'ByotOut'])
  })
})
