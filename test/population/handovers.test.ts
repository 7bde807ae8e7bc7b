import { describe, expect, it } from 'vitest'
import { setup } from '../support/setup.ts'

const RECORDS = 'https://graph.microsoft.com/beta/communications/callRecords'
const NUMBERS = Array.from({ length: 60 }, (_, index) => `+142555502${String(index).padStart(2, '0')}`)

/** Populates a tenant with phone calls, and reads the phone logs and the records that their rows refer to. */
async function setupPhoneCalls() {
  const { emulator, graph } = setup({ directory: { trunks: [{ name: 'sbc.contoso.com', numbers: NUMBERS }] } })
  emulator.populate({ days: 20, callsPerDay: 60, mix: { phone: 1 } })
  // biome-ignore lint/suspicious/noExplicitAny: tests read responses freely
  const log = async (name: string): Promise<any[]> =>
    (await graph.get(`${RECORDS}/${name}(fromDateTime=2025-12-10,toDateTime=2026-01-07)`)).body.value
  const [direct, callingPlan] = [await log('getDirectRoutingCalls'), await log('getPstnCalls')]
  const recordOf = async (id: string) => {
    const { body } = await graph.get(`${RECORDS}/${id}?$expand=sessions($expand=segments)`)
    const { body: participants } = await graph.get(`${RECORDS}/${id}/participants_v2`)
    return { ...body, ids: participants.value.map((participant: { id: string }) => participant.id) }
  }
  return { direct, callingPlan, recordOf, rowsOf: (type: string) => direct.filter(({ callType }) => callType === type) }
}

describe('forwarded and transferred calls of a populated tenant', () => {
  it('have both phones but not the forwarding user in the call record when a call is forwarded', async () => {
    const { rowsOf, direct, recordOf } = await setupPhoneCalls()
    const forwarded = rowsOf('ByotOutUserForwarding')
    expect(forwarded.length).toBeGreaterThan(3)
    for (const row of forwarded) {
      const [first] = direct.filter((one) => one.correlationId === row.correlationId && one.callType === 'ByotIn')
      const record = await recordOf(row.correlationId)
      expect(row).toMatchObject({ endDateTime: record.endDateTime, startDateTime: record.startDateTime })
      expect(row).toMatchObject({ transferorCorrelationId: null, userId: expect.any(String) })
      // The calling phone may belong to a calling plan, and then has no row in this log.
      if (first) expect(first).toMatchObject({ userId: row.userId, startDateTime: row.startDateTime })
      expect(record).toMatchObject({ type: 'peerToPeer', modalities: ['audio'], sessions: [{ modalities: ['audio'] }] })
      expect(record.ids).toHaveLength(2)
      expect(record.ids).not.toContain(row.userId)
    }
  })

  it('have a second call record for the two phones when a user transfers a call', async () => {
    const { rowsOf, direct, callingPlan, recordOf } = await setupPhoneCalls()
    const transferred = rowsOf('ByotOutUserTransfer')
    expect(transferred.length).toBeGreaterThan(2)
    for (const row of transferred) {
      const [record, before] = [await recordOf(row.correlationId), await recordOf(row.transferorCorrelationId)]
      expect(before.ids).toContain(row.userId)
      expect(record.ids).not.toContain(row.userId)
      const [caller] = record.ids.filter((id: string) => before.ids.includes(id))
      expect(record.organizer_v2.id).toBe(caller)
      expect(Date.parse(row.startDateTime)).toBeGreaterThan(Date.parse(before.endDateTime))
      // The calling phone was already connected in the call before, so this call has no row for it.
      expect(direct.filter(({ correlationId }) => correlationId === row.correlationId)).toEqual([row])
      expect([...direct, ...callingPlan].filter(({ callType }) => /^(ByotIn|user_in)$/.test(callType))).toContainEqual(
        expect.objectContaining({ userId: row.userId, startDateTime: before.startDateTime }),
      )
    }
  })

  it('are between 4 and 20 percent of incoming phone calls', async () => {
    const { rowsOf, direct, callingPlan } = await setupPhoneCalls()
    const incoming = [...direct, ...callingPlan].filter(({ callType }) => /^(ByotIn|user_in)$/.test(callType)).length
    const handedOver = [...direct, ...callingPlan].filter(({ callType }) =>
      /forwarding$|transfer$/i.test(callType),
    ).length
    expect(rowsOf('ByotOut').length).toBeGreaterThan(50)
    expect(handedOver / incoming).toBeGreaterThan(0.04)
    expect(handedOver / incoming).toBeLessThan(0.2)
  })
})
