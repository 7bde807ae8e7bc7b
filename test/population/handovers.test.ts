import { describe, expect, it } from 'vitest'
import { setup } from '../support/setup.ts'

const RECORDS = 'https://graph.microsoft.com/beta/communications/callRecords'
const NUMBERS = Array.from({ length: 60 }, (_, index) => `+142555502${String(index).padStart(2, '0')}`)

/** The trunk's log of a past in which users and phones call each other, and the records that its rows name. */
async function pastOfPhones() {
  const { emulator, graph } = setup({ directory: { trunks: [{ name: 'sbc.contoso.com', numbers: NUMBERS }] } })
  emulator.populate({ days: 20, callsPerDay: 60, mix: { phone: 1 } })
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  const log = async (name: string): Promise<any[]> =>
    (await graph.get(`${RECORDS}/${name}(fromDateTime=2025-12-10,toDateTime=2026-01-07)`)).body.value
  const [direct, plan] = [await log('getDirectRoutingCalls'), await log('getPstnCalls')]
  const recordOf = async (id: string) => {
    const { body } = await graph.get(`${RECORDS}/${id}?$expand=sessions($expand=segments)`)
    const { body: there } = await graph.get(`${RECORDS}/${id}/participants_v2`)
    return { ...body, ids: there.value.map((participant: { id: string }) => participant.id) }
  }
  return { direct, plan, recordOf, of: (type: string) => direct.filter(({ callType }) => callType === type) }
}

describe('in a past, a user of the tenant', () => {
  it('may have forwarded the calls of phones to another: both phones are in one record, and the user is not', async () => {
    const { of, direct, recordOf } = await pastOfPhones()
    const forwarded = of('ByotOutUserForwarding')
    expect(forwarded.length).toBeGreaterThan(3)
    for (const row of forwarded) {
      const [first] = direct.filter((one) => one.correlationId === row.correlationId && one.callType === 'ByotIn')
      const record = await recordOf(row.correlationId)
      expect(row).toMatchObject({ endDateTime: record.endDateTime, startDateTime: record.startDateTime })
      expect(row).toMatchObject({ transferorCorrelationId: null, userId: expect.any(String) })
      // The phone that called may have come over a calling plan.
      if (first) expect(first).toMatchObject({ userId: row.userId, startDateTime: row.startDateTime })
      expect(record).toMatchObject({ type: 'peerToPeer', modalities: ['audio'], sessions: [{ modalities: ['audio'] }] })
      expect(record.ids).toHaveLength(2)
      expect(record.ids).not.toContain(row.userId)
    }
  })

  it('transfers some to another in the end: a call of its own, that names the one to the user', async () => {
    const { of, direct, plan, recordOf } = await pastOfPhones()
    const transferred = of('ByotOutUserTransfer')
    expect(transferred.length).toBeGreaterThan(2)
    for (const row of transferred) {
      const [record, before] = [await recordOf(row.correlationId), await recordOf(row.transferorCorrelationId)]
      expect(before.ids).toContain(row.userId)
      expect(record.ids).not.toContain(row.userId)
      const [caller] = record.ids.filter((id: string) => before.ids.includes(id))
      expect(record.organizer_v2.id).toBe(caller)
      expect(Date.parse(row.startDateTime)).toBeGreaterThan(Date.parse(before.endDateTime))
      // The phone that called was connected before: this call has no row of it.
      expect(direct.filter(({ correlationId }) => correlationId === row.correlationId)).toEqual([row])
      expect([...direct, ...plan].filter(({ callType }) => /^(ByotIn|user_in)$/.test(callType))).toContainEqual(
        expect.objectContaining({ userId: row.userId, startDateTime: before.startDateTime }),
      )
    }
  })

  it('does so now and then', async () => {
    const { of, direct, plan } = await pastOfPhones()
    const incoming = [...direct, ...plan].filter(({ callType }) => /^(ByotIn|user_in)$/.test(callType)).length
    const sentOn = [...direct, ...plan].filter(({ callType }) => /forwarding$|transfer$/i.test(callType)).length
    expect(of('ByotOut').length).toBeGreaterThan(50)
    expect(sentOn / incoming).toBeGreaterThan(0.04)
    expect(sentOn / incoming).toBeLessThan(0.2)
  })
})
