import { describe, expect, it } from 'vitest'
import { results, type Step } from '../../../src/index.ts'
import { aPhoneCall, CALLBACK } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'
import { problemsIn } from '../record/wire-problems.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'
const RANGE = 'fromDateTime=2026-01-05,toDateTime=2026-01-06'
const NUMBER = '+12065550100'
const TRUNKS = { directory: { trunks: [{ name: 'sbc.contoso.com', numbers: [NUMBER] }] } }
const NEVER = '0001-01-01T00:00:00Z'
const ROW = 'microsoft.graph.callRecords.directRoutingLogRow'

/** Calls a phone that a trunk connects, and takes a step while the phone is ringing. */
async function callPhone(step: Step | 'hang up', options = TRUNKS) {
  const world = setup({ ...options, scenarios: [{ name: 'the phone rings', steps: [] }] })
  const { emulator, graph } = world
  const call = await createCall(graph, aPhoneCall(NUMBER))
  await emulator.clock.advance('3s')
  if (step === 'hang up') await graph.delete(`${CALLS}/${call.id}`)
  else emulator.perform(call.id, step)
  await emulator.clock.runToIdle()
  const log = async (name = 'getDirectRoutingCalls', base = 'v1.0') =>
    (await graph.get(`https://graph.microsoft.com/${base}${RECORDS}/${name}(${RANGE})`)).body.value
  return { ...world, call, log }
}

describe('a phone call that is not established', () => {
  it('is logged by direct routing with its SIP code and Microsoft’s subreason', async () => {
    const { log, call } = await callPhone({ do: 'decline', with: results.busyPstn })
    const [row, ...others] = await log()
    expect(others).toEqual([])
    for (const more of await log('getDirectRoutingCalls', 'beta')) expect(problemsIn(more, ROW)).toEqual([])
    expect(row).toMatchObject({
      correlationId: call.callChainId,
      trunkFullyQualifiedDomainName: 'sbc.contoso.com',
      callType: 'ByotOutUcap',
      calleeNumber: '+12065550***',
      inviteDateTime: '2026-01-05T09:00:00Z',
      startDateTime: '2026-01-05T09:00:00Z',
      failureDateTime: '2026-01-05T09:00:03Z',
      endDateTime: NEVER,
      duration: 0,
      successfulCall: false,
      finalSipCode: 486,
      callEndSubReason: 560_486,
      finalSipCodePhrase: 'Busy Here',
    })
  })

  it.each<[string, Step | 'hang up', number, string]>([
    ['is declined', { do: 'decline', with: results.declined }, 603, 'Decline'],
    ['is not answered', { do: 'decline', with: results.noAnswer }, 487, 'Request Terminated'],
    ['is not reachable', { do: 'decline', with: results.unreachable }, 480, 'Temporarily Unavailable'],
    ['is cancelled by the app', 'hang up', 487, 'Request Terminated'],
  ])('has the SIP code of a call that %s', async (_, step, code, phrase) => {
    const { log } = await callPhone(step)
    expect(await log()).toMatchObject([
      { successfulCall: false, finalSipCode: code, callEndSubReason: 560_000 + code, finalSipCodePhrase: phrase },
    ])
  })

  it('has no call record, and no log row unless a trunk connects the phone', async () => {
    const { graph, log, call } = await callPhone({ do: 'decline', with: results.busyPstn })
    expect((await graph.get(`${RECORDS}/${call.callChainId}`)).status).toBe(404)
    expect(await log('getPstnCalls')).toEqual([])
    const other = await callPhone({ do: 'decline', with: results.busyPstn }, { directory: { trunks: [] } })
    expect([await other.log(), await other.log('getPstnCalls')]).toEqual([[], []])
  })

  it.each<[string, string | undefined, number, string]>([
    ['rejected as busy', 'busy', 486, 'Busy Here'],
    ['rejected without a reason', 'none', 603, 'Decline'],
    ['rejected as forbidden', 'forbidden', 403, 'Forbidden'],
    ['deleted by the app', undefined, 603, 'Decline'],
  ])('from a phone to the app is logged by direct routing, too: %s', async (_, reason, code, phrase) => {
    const { emulator, graph } = setup(TRUNKS)
    const { id } = emulator.incomingCall({ callbackUri: CALLBACK, from: { phone: NUMBER } })
    await emulator.clock.advance('1s')
    if (reason === undefined) await graph.delete(`${CALLS}/${id}`)
    else await graph.post(`${CALLS}/${id}/reject`, { reason })
    await emulator.clock.runToIdle()
    const { body } = await graph.get(`${RECORDS}/getDirectRoutingCalls(${RANGE})`)
    const failure = { successfulCall: false, finalSipCode: code, finalSipCodePhrase: phrase }
    expect(body.value).toMatchObject([{ callType: 'ByotInUcap', callerNumber: '+12065550***', ...failure }])
  })

  it('is logged the same on beta, and after restoring a snapshot from JSON', async () => {
    const { emulator, log } = await callPhone({ do: 'decline', with: results.busyPstn })
    const before = await log()
    expect(await log('getDirectRoutingCalls', 'beta')).toMatchObject(before)
    emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    expect(await log()).toEqual(before)
    emulator.reset()
    expect(await log()).toEqual([])
  })
})
