import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aSubscription } from '../../../subscriptions/receiver.ts'
import { aMeeting, anOutgoingCall, aRecording } from '../../../support/bodies.ts'
import { establishedCall } from '../../../support/calls.ts'
import { expectRefused } from '../../../support/expect-refused.ts'
import { setup } from '../../../support/setup.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'
const LENIENT = 'https://graph.microsoft.com/localtest'
/** The first half of an emoji. */
const HALF = '\ud83d'
const TYPE = '#microsoft.graph.chatInfo'
const user = (id: string) => ({ identity: { user: { id } } })

describe('half of a surrogate pair', () => {
  it.each<[string, string, string, object]>([
    ['the thread of a meeting', CALLS, 'chatInfo.threadId', aMeeting({ chatInfo: { threadId: HALF } })],
    ['its message', CALLS, 'chatInfo.messageId', aMeeting({ chatInfo: { threadId: 'x', messageId: `a${HALF}` } })],
    ['its second half', CALLS, 'chatInfo.threadId', aMeeting({ chatInfo: { threadId: '\udca9\ud83d' } })],
    ['a subject', CALLS, 'subject', anOutgoingCall({ subject: HALF })],
    ['a target', CALLS, 'targets[0].identity.user.id', anOutgoingCall({ targets: [user(HALF)] })],
    ['a member that no type has', CALLS, 'more.a[0]', anOutgoingCall({ more: { a: [HALF] } })],
    ['an enumeration', CALLS, 'requestedModalities[0]', anOutgoingCall({ requestedModalities: [HALF] })],
    ['a type', CALLS, 'chatInfo', anOutgoingCall({ chatInfo: { '@odata.type': `${TYPE}${HALF}`, threadId: 'x' } })],
    ['a resource', '/subscriptions', 'resource', aSubscription({ resource: HALF })],
    ['a clientState', '/subscriptions', 'clientState', aSubscription({ clientState: HALF })],
    ['the id of a record', RECORDS, 'id', { id: HALF }],
    ['the id of a session', RECORDS, 'sessions[0].id', { sessions: [{ id: HALF }] }],
    ['the id of a lenient record', `${LENIENT}${RECORDS}`, 'id', { id: HALF }],
    ['a lenient enumeration', `${LENIENT}${RECORDS}`, 'type', { type: HALF }],
  ])('in %s is refused', async (_, path, named, body) => {
    const world = setup()
    const request = () => world.graph.post(path, body)
    const { status } = await request()
    expect(status).toBe(400)
    const code =
      path === CALLS ? (await request()).body.error.code : path === '/subscriptions' ? 'InvalidRequest' : 'BadRequest'
    await expectRefused(world, request, { status: 400, code, named: [named] })
  })

  it('in a session that is added, or an operation of a call, is refused', async () => {
    const { graph, path } = await establishedCall(setup())
    const { body: record } = await graph.post(RECORDS, {})
    for (const [where, body] of [
      [`${RECORDS}/${record.id}/sessions`, { id: HALF }],
      [`${path}/recordResponse`, aRecording({ clientContext: HALF })],
      [`${path}/mute`, { clientContext: HALF }],
    ] as const) {
      const { status, body: refusal } = await graph.post(where, body)
      expect([status, refusal.error.message]).toEqual([400, expect.stringContaining('surrogate')])
    }
  })

  it('leaves whole pairs alone', async () => {
    const { emulator, graph } = setup()
    const { status, body } = await graph.post(CALLS, aMeeting({ chatInfo: { threadId: '💩', messageId: '0' } }))
    expect([status, body.chatInfo.threadId]).toEqual([201, '💩'])
    await emulator.clock.advance('2s')
    await graph.delete(`${CALLS}/${body.id}`)
    await emulator.clock.runToIdle()
    const { body: record } = await graph.get(`${RECORDS}/${body.callChainId}`)
    expect(record.joinWebUrl).toContain('%F0%9F%92%A9')
  })

  it('breaks no call, list or notification, wherever it is', async () => {
    const unit = fc.oneof(fc.integer({ min: 0xd7f0, max: 0xe00f }), fc.integer({ min: 32, max: 126 }))
    const text = fc.string({ unit: unit.map((code) => String.fromCharCode(code)) })
    const body = fc.oneof(
      fc.record({ threadId: text, messageId: text }).map((chatInfo) => [CALLS, aMeeting({ chatInfo })] as const),
      fc.record({ subject: text, tenantId: text }).map((changes) => [CALLS, anOutgoingCall(changes)] as const),
      text.map((id) => [CALLS, anOutgoingCall({ targets: [user(id)] })] as const),
      fc.record({ id: text, joinWebUrl: text }).map((record) => [RECORDS, record] as const),
      fc.record({ id: text, joinWebUrl: text }).map((record) => [`${LENIENT}${RECORDS}`, record] as const),
    )
    await fc.assert(
      fc.asyncProperty(body, async ([path, json]) => {
        const { emulator, graph } = setup()
        const { status, body: answer } = await graph.post(path, json)
        expect([201, 400]).toContain(status)
        if (path === CALLS && status === 201) {
          await emulator.clock.advance('2s')
          await graph.delete(`${CALLS}/${answer.id}`)
        }
        await emulator.clock.runToIdle()
        expect(emulator.trace.of('error')).toEqual([])
        for (const list of [CALLS, RECORDS, `${RECORDS}?$top=1`, `${LENIENT}${RECORDS}`])
          expect((await graph.get(list)).status).toBe(200)
      }),
      { numRuns: 200 },
    )
  }, 60_000)
})
