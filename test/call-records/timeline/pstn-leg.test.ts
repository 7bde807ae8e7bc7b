import { describe, expect, it } from 'vitest'
import type { CallRecordRow, RecordedHandover } from '../../../src/call-records/rows.ts'
import { toCallHistory } from '../../../src/call-records/timeline/call-history.ts'
import { toCallRecordRow } from '../../../src/call-records/timeline/call-record-row.ts'
import { toPstnLegs } from '../../../src/call-records/timeline/pstn-leg.ts'
import type { CallRow, ParticipantRow } from '../../../src/calls/rows.ts'
import { DEFAULT_DIRECTORY } from '../../../src/directory/directory.ts'
import { abbie, aCall, app, phone, START } from '../sample-call.ts'

const user: ParticipantRow = { ...abbie, self: true }
const secondPhone: ParticipantRow = { ...phone, id: 'leg-of-the-second-phone', identity: { phone: { id: '+4989111' } } }
const thirdPhone: ParticipantRow = { ...phone, id: 'leg-of-the-third-phone', identity: { phone: { id: '+4989222' } } }

/** The record of a call whose phones are connected by a trunk with media bypass. */
function aRecord(given: Partial<CallRow>, handover?: RecordedHandover): CallRecordRow {
  const call = { ...toCallHistory(aCall({}, given)), ...(handover && { handover }) }
  const findTrunk = () => ({ trunk: 'sbc.contoso.com', mediaBypass: true }) as const
  return toCallRecordRow(call, { at: START + 120_000, tenantId: DEFAULT_DIRECTORY.tenantId, findTrunk })
}

const legsOf = (given: Partial<CallRow>, handover?: RecordedHandover) => toPstnLegs(aRecord(given, handover))
const forwarding: RecordedHandover = { by: 'forwarding', identity: abbie.identity }
const transfer: RecordedHandover = { by: 'transfer', identity: abbie.identity }

describe('the leg of a phone', () => {
  it('was placed with its peer-to-peer call, and on joining in a group call', () => {
    expect(legsOf({ participants: [app, phone] })).toMatchObject([{ placedAt: START - 2_000, from: START }])
    expect(legsOf({ participants: [app, phone], kind: 'group' })).toMatchObject([{ placedAt: START, from: START }])
  })

  it.each<[string, Partial<CallRow>, RecordedHandover | undefined, string]>([
    ['is used between a user and the phone', { participants: [user, phone] }, undefined, 'used'],
    ['is not used between an application and the phone', { participants: [app, phone] }, undefined, 'enabled'],
    ['is not used in a group call', { participants: [user, phone], kind: 'group' }, undefined, 'enabled'],
    [
      'is not used after a user has forwarded the call',
      { participants: [phone, secondPhone], direction: 'incoming' },
      forwarding,
      'enabled',
    ],
  ])('has media bypass that %s', (_, given, handover, bypass) => {
    for (const leg of legsOf(given, handover)) expect(leg.bypass).toBe(bypass)
  })

  it('is one of several when more phones were called, but not if this phone has called', () => {
    const participants = [app, phone, secondPhone, thirdPhone]
    const legs = legsOf({ kind: 'group', direction: 'incoming', participants })
    expect(legs.map(({ outbound, isOneOfSeveral }) => [outbound, isOneOfSeveral])).toEqual([
      [false, false],
      [true, true],
      [true, true],
    ])
  })

  it.each<[string, RecordedHandover, boolean[]]>([
    ['belongs to the call if that was forwarded', forwarding, [false, true]],
    ['belongs to the call before if it was transferred', transfer, [true]],
  ])('of the caller %s', (_, handover, outbound) => {
    const legs = legsOf({ participants: [phone, secondPhone], direction: 'incoming' }, handover)
    expect(legs.map((leg) => leg.outbound)).toEqual(outbound)
    expect(legs.map((leg) => leg.handover)).toEqual(outbound.map((isCalled) => (isCalled ? handover : undefined)))
  })
})
