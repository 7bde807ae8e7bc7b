import { describe, expect, it } from 'vitest'
import { defineScenario, results } from '../../../src/index.ts'
import {
  ADELE,
  AS_INSTANCE,
  aGroupCall,
  aMeeting,
  anInvitation,
  anOutgoingCall,
  aPhone,
  CALLBACK,
  MEGAN,
} from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'
const NUMBER = '+12065550100'
const APP = { id: 'bot', displayName: 'Calling app', phoneNumber: '+12065550199' }
const TRUNKS = { directory: { app: APP, trunks: [{ name: 'sbc.contoso.com', numbers: [NUMBER] }] } }
/** The callee answers. A participant who is added later keeps ringing until the test decides. */
const ringsLater = (when: 'transferring' | 'invited') =>
  defineScenario({
    name: 'answers, then keeps ringing',
    match: { direction: 'outgoing' },
    steps: [
      { after: '1s', do: 'answer' },
      { when, after: '10min', do: 'decline' },
    ],
  })

async function establish(body = anOutgoingCall(AS_INSTANCE)) {
  const world = setup({ ...TRUNKS, scenarios: [ringsLater(body.targets.length > 1 ? 'invited' : 'transferring')] })
  const { emulator, graph } = world
  const call = await createCall(graph, body)
  await emulator.clock.advance('10s')
  const log = async () =>
    (await graph.get(`${RECORDS}/getDirectRoutingCalls(fromDateTime=2026-01-05,toDateTime=2026-01-06)`)).body.value
  const end = async () => {
    await graph.delete(`${CALLS}/${call.id}`)
    await emulator.clock.runToIdle()
  }
  return { ...world, call, log, end }
}

const FAILED = { successfulCall: false, calleeNumber: '+12065550***', duration: 0, mediaPathLocation: null }

describe('the direct routing log of a phone that did not join an established call', () => {
  it('has a row from ringing to decline if the phone declines a transfer', async () => {
    const { emulator, graph, call, log, end } = await establish()
    await graph.post(`${CALLS}/${call.id}/transfer`, { transferTarget: aPhone(NUMBER) })
    await emulator.clock.advance('4s')
    emulator.perform(call.id, { do: 'decline', who: NUMBER, with: results.busyPstn })
    await emulator.clock.advance('20s')
    await end()
    expect(await log()).toMatchObject([
      {
        ...FAILED,
        correlationId: call.callChainId,
        callType: 'ByotOutUcap',
        inviteDateTime: '2026-01-05T09:00:10Z',
        failureDateTime: '2026-01-05T09:00:14Z',
        finalSipCode: 486,
      },
    ])
    const { body } = await graph.get(`${RECORDS}/${call.callChainId}?$expand=participants_v2`)
    expect(body.participants_v2).toHaveLength(2)
  })

  it('has a row for each invitation to a group call, failed and successful', async () => {
    const { emulator, graph, call, log, end } = await establish(aGroupCall(AS_INSTANCE))
    const invite = () => graph.post(`${CALLS}/${call.id}/participants/invite`, { participants: [aPhone(NUMBER)] })
    await invite()
    await emulator.clock.advance('3s')
    emulator.perform(call.id, { do: 'decline', who: NUMBER, with: results.unreachable })
    await emulator.clock.advance('7s')
    await invite()
    await emulator.clock.advance('5s')
    emulator.perform(call.id, { do: 'answer', who: NUMBER })
    await emulator.clock.advance('10s')
    await end()
    const times = { inviteDateTime: '2026-01-05T09:00:10Z', failureDateTime: '2026-01-05T09:00:13Z' }
    expect(await log()).toMatchObject([
      { ...FAILED, ...times, finalSipCode: 480, correlationId: call.callChainId },
      { successfulCall: true, startDateTime: '2026-01-05T09:00:25Z', correlationId: call.callChainId },
    ])
  })

  it('has a row from the start of a group call if one of the phones it was placed to declines', async () => {
    const targets = [anInvitation(ADELE), aPhone(NUMBER)]
    const { emulator, graph } = setup({ ...TRUNKS, scenarios: [{ name: 'rings', steps: [] }] })
    const call = await createCall(graph, aGroupCall({ ...AS_INSTANCE, targets }))
    await emulator.clock.advance('2s')
    emulator.perform(call.id, { do: 'answer', who: ADELE })
    await emulator.clock.advance('4s')
    emulator.perform(call.id, { do: 'decline', who: NUMBER, with: results.busyPstn })
    await emulator.clock.advance('10s')
    await graph.delete(`${CALLS}/${call.id}`)
    await emulator.clock.runToIdle()
    const { body } = await graph.get(`${RECORDS}/getDirectRoutingCalls(fromDateTime=2026-01-05,toDateTime=2026-01-06)`)
    const times = { inviteDateTime: '2026-01-05T09:00:00Z', failureDateTime: '2026-01-05T09:00:06Z' }
    expect(body.value).toMatchObject([{ ...FAILED, ...times, finalSipCode: 486 }])
  })

  it('has a row of the organizer if the phone was invited to a meeting, and of no user otherwise', async () => {
    for (const [body, userDisplayName] of [
      [aMeeting(), 'Adele Vance'],
      [aGroupCall(AS_INSTANCE), null],
    ] as const) {
      const { emulator, graph } = setup(TRUNKS)
      const call = await createCall(graph, body)
      await emulator.clock.advance('10s')
      emulator.perform(call.id, { do: 'join', who: MEGAN })
      await graph.post(`${CALLS}/${call.id}/participants/invite`, { participants: [aPhone(NUMBER)] })
      emulator.perform(call.id, { do: 'decline', who: NUMBER })
      await graph.delete(`${CALLS}/${call.id}`)
      await emulator.clock.runToIdle()
      const log = await graph.get(`${RECORDS}/getDirectRoutingCalls(fromDateTime=2026-01-05,toDateTime=2026-01-06)`)
      expect(log.body.value).toMatchObject([{ ...FAILED, userDisplayName }])
    }
  })

  it('has a cancelled row if the call ends while the phone rings', async () => {
    const { emulator, graph, call, log, end } = await establish()
    await graph.post(`${CALLS}/${call.id}/transfer`, { transferTarget: aPhone(NUMBER) })
    await emulator.clock.advance('6s')
    await end()
    expect(await log()).toMatchObject([{ ...FAILED, failureDateTime: '2026-01-05T09:00:16.1Z', finalSipCode: 487 }])
  })

  it('has a row of a successful call if the phone accepts a transfer', async () => {
    const { emulator, graph, call, log } = await establish()
    await graph.post(`${CALLS}/${call.id}/transfer`, { transferTarget: aPhone(NUMBER) })
    await emulator.clock.advance('2s')
    emulator.perform(call.id, { do: 'answer', who: NUMBER })
    await emulator.clock.runToIdle()
    expect(await log()).toMatchObject([{ successfulCall: true, callType: 'ByotOutUcap', finalSipCode: 0 }])
  })

  it('is the same after restoring a snapshot from JSON', async () => {
    const { emulator, graph, call, log, end } = await establish()
    await graph.post(`${CALLS}/${call.id}/transfer`, { transferTarget: aPhone(NUMBER) })
    emulator.perform(call.id, { do: 'decline', who: NUMBER })
    await end()
    const before = await log()
    expect(before).toHaveLength(1)
    emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    expect(await log()).toEqual(before)
  })
})

describe('the direct routing log of a redirected call', () => {
  it('has a row for the phone that starts with the redirect', async () => {
    const waits = defineScenario({
      name: 'waits',
      match: { direction: 'incoming' },
      steps: [{ when: 'redirecting', after: '10min', do: 'decline' }],
    })
    const { emulator, graph } = setup({ ...TRUNKS, scenarios: [waits] })
    const { id } = emulator.incomingCall({ callbackUri: CALLBACK, from: { user: MEGAN } })
    await emulator.clock.advance('3s')
    await graph.post(`${CALLS}/${id}/redirect`, { targets: [anInvitation(MEGAN), aPhone(NUMBER)] })
    await emulator.clock.advance('2s')
    emulator.perform(id, { do: 'decline', who: NUMBER, with: results.busyPstn })
    await emulator.clock.advance('2s')
    emulator.perform(id, { do: 'decline' })
    await emulator.clock.runToIdle()
    const { body } = await graph.get(`${RECORDS}/getDirectRoutingCalls(fromDateTime=2026-01-05,toDateTime=2026-01-06)`)
    const times = { inviteDateTime: '2026-01-05T09:00:03Z', failureDateTime: '2026-01-05T09:00:05Z' }
    expect(body.value).toMatchObject([{ ...FAILED, ...times, finalSipCode: 486, callType: 'ByotOutUcap' }])
  })
})
