import { describe, expect, it } from 'vitest'
import { toDirectRoutingLogRows } from '../../../src/call-records/logs/direct-routing-log-row.ts'
import { toPstnCallLogRows } from '../../../src/call-records/logs/pstn-call-log-row.ts'
import type { CallRecordRow } from '../../../src/call-records/rows.ts'
import { createRandom } from '../../../src/engine/chance/random.ts'
import type { JsonObject } from '../../../src/engine/values/json.ts'
import { abbie, aRecordRow, only, phone, RECORD_ID, START } from '../sample-call.ts'

const TRUNK = 'sbc1.contoso.com'

const callingPlanRows = (row: CallRecordRow, seed = 7): JsonObject[] => toPstnCallLogRows(row, createRandom(seed).fork)
const directRoutingRows = (row: CallRecordRow, seed = 7): JsonObject[] =>
  toDirectRoutingLogRows(row, createRandom(seed).fork)

describe('phone logs', () => {
  it('have one row for a phone, in the direct routing log if a trunk connects it and in the calling plan’s otherwise', () => {
    const counts = [undefined, TRUNK]
      .map((trunk) => aRecordRow({ other: phone }, {}, trunk))
      .map((row) => [callingPlanRows(row).length, directRoutingRows(row).length])
    expect(counts).toEqual([
      [1, 0],
      [0, 1],
    ])
  })

  it('return the same row every time, with its own id', () => {
    const row = aRecordRow({ other: phone })
    expect(callingPlanRows(row)).toEqual(callingPlanRows(row))
    expect(only(callingPlanRows(row)).id).not.toBe(only(callingPlanRows(row, 8)).id)
    expect(only(callingPlanRows(row)).id).not.toBe(RECORD_ID)
  })

  it('have no rows for calls without a phone and for records that a client created', () => {
    const rows = [
      aRecordRow({ other: abbie }),
      { ...aRecordRow({ other: phone }), origin: { from: 'client' } as const },
    ]
    for (const row of rows) expect([callingPlanRows(row), directRoutingRows(row)]).toEqual([[], []])
  })
})

describe('the calling plan’s log', () => {
  it('charges an application’s call by the minute', () => {
    expect(only(callingPlanRows(aRecordRow({ other: phone, durationMs: 125_700 })))).toMatchObject({
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

  it('has no charge for a phone that calls the app', () => {
    expect(only(callingPlanRows(aRecordRow({ other: phone }, { direction: 'incoming' })))).toMatchObject({
      callType: 'ucap_in',
      callerNumber: '+4930901820',
      calleeNumber: expect.stringMatching(/^\+1425555\d{4}$/),
      destinationContext: null,
      destinationName: 'United States',
      charge: 0,
    })
  })

  it('names the user of the call', () => {
    const call = aRecordRow({}, { participants: [{ ...abbie, self: true }, phone] })
    expect(only(callingPlanRows(call))).toMatchObject({
      userId: '821809f5-0000-0000-0000-3b5136c0e777',
      userPrincipalName: 'abbie.wilkins@contoso.com',
      userDisplayName: 'Abbie Wilkins',
      callType: 'user_out',
      inventoryType: 'Subscriber',
      charge: 0,
    })
  })

  it('distinguishes domestic and international calls', () => {
    const to = (id: string) => only(callingPlanRows(aRecordRow({ other: { ...phone, identity: { phone: { id } } } })))
    expect(to('+12065550100')).toMatchObject({ destinationContext: 'Domestic', destinationName: 'United States' })
    expect(to('+99912345678')).toMatchObject({ destinationContext: 'International', destinationName: null })
  })
})

describe('the direct routing log', () => {
  it('has the id of the call record and the trunk, and masks phone numbers', () => {
    expect(only(directRoutingRows(aRecordRow({ other: phone }, {}, TRUNK)))).toMatchObject({
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

  it('has the placeholder date 0001-01-01 for the failure of a successful call', () => {
    const { failureDateTime } = only(directRoutingRows(aRecordRow({ other: phone }, {}, TRUNK)))
    expect(new Date(Number(failureDateTime)).toISOString()).toBe('0001-01-01T00:00:00.000Z')
  })

  it('distinguishes callers and callees, users and applications', () => {
    const user = { ...abbie, self: true }
    const types = (['incoming', 'outgoing'] as const).flatMap((direction) => [
      only(directRoutingRows(aRecordRow({ other: phone }, { direction }, TRUNK))).callType,
      only(directRoutingRows(aRecordRow({}, { direction, participants: [user, phone] }, TRUNK))).callType,
    ])
    expect(types).toEqual(['ByotInUcap', 'ByotIn', 'ByotOutUcap', 'ByotOut'])
  })
})
