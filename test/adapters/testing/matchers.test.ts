import { expect as jestExpect } from 'expect'
import { beforeEach, describe, expect, it } from 'vitest'
import { type EmulatorMatchers, matchers } from '../../../src/adapters/testing/index.ts'
import type { Emulator } from '../../../src/index.ts'
import { anOutgoingCall, aRecording, CALLBACK } from '../../support/bodies.ts'
import { createCall, establishedCall } from '../../support/calls.ts'
import type { Graph } from '../../support/graph.ts'
import { setup } from '../../support/setup.ts'

// Needed by users of Jest who import `expect`. With globals, Jest needs nothing, and neither does Vitest.
declare module 'expect' {
  interface Matchers<R, T> extends EmulatorMatchers<R> {}
}
expect.extend(matchers)
jestExpect.extend(matchers)

const UNKNOWN = '00000000-0000-0000-0000-000000000000'
let emulator: Emulator
let graph: Graph
let id: string

beforeEach(async () => {
  ;({ emulator, graph } = setup())
  ;({ id } = await createCall(graph))
})

/** The message of a failing expectation. */
function failure(expectation: () => unknown): string {
  try {
    expectation()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  throw new Error('The expectation did not fail.')
}

// Both runners' `expect` must behave the same.
describe.each([
  ["Vitest's expect", (actual: unknown) => expect(actual), expect],
  ["Jest's expect", (actual: unknown): EmulatorMatchers & { not: EmulatorMatchers } => jestExpect(actual), jestExpect],
])('%s', (_, expectIt, runner) => {
  const any = (type: unknown): unknown => runner.any(type)
  const stringMatching = (pattern: string): unknown => runner.stringMatching(pattern)

  describe('toHaveCallInState', () => {
    it('passes only while the call is in the state', async () => {
      expectIt(emulator).toHaveCallInState(id, 'establishing')
      expectIt(emulator).not.toHaveCallInState(id, 'established')
      await emulator.clock.advance('2s')
      expectIt(emulator).toHaveCallInState(id.toUpperCase(), 'established')
      await graph.delete(`/communications/calls/${id}`)
      await emulator.clock.runToIdle()
      expectIt(emulator).toHaveCallInState(id, 'terminated')
    })

    it('shows the actual state and the trace of this call only', async () => {
      await createCall(graph)
      await graph.get('/communications/callRecords')
      const message = failure(() => expectIt(emulator).toHaveCallInState(id, 'established'))
      const short = `${id.slice(0, 4)}…${id.slice(-4)}`
      expect(message).toBe(
        [
          `Expected the call ${id} to be 'established'; it is 'establishing'.`,
          '',
          'What happened:',
          `  09:00:00.000 transition   call ${short} establishing`,
          `  09:00:00.000 notification call establishing → ${CALLBACK}`,
          `  09:00:00.000 delivery     delivered 202 → ${CALLBACK}`,
        ].join('\n'),
      )
    })

    it('shows the actual state when negated', () => {
      expect(failure(() => expectIt(emulator).not.toHaveCallInState(id, 'establishing'))).toContain(
        `Expected the call ${id} not to be 'establishing'; it is 'establishing'.`,
      )
    })

    it('fails for an unknown call, also when negated, and lists the existing calls', () => {
      for (const it of [expectIt(emulator), expectIt(emulator).not]) {
        const message = failure(() => it.toHaveCallInState(UNKNOWN, 'established'))
        expect(message).toContain(`there is no call '${UNKNOWN}'. Existing calls:\n  ${id} (establishing)`)
      }
      expect(failure(() => expectIt(setup().emulator).toHaveCallInState(id, 'established'))).toContain(
        'There are no calls.',
      )
    })

    it('shows the error response when the request to create the call was rejected', async () => {
      const { emulator, graph } = setup()
      const { body } = await graph.post(
        '/communications/calls',
        anOutgoingCall({ callbackUri: 'http://bot.contoso.com' }),
      )
      const message = failure(() => expectIt(emulator).toHaveCallInState(body.id, 'establishing'))
      expect(message).toMatch(/there is no call 'undefined'\. There are no calls\.[\s\S]*response {5}400 .*callbackUri/)
    })

    it('fails for an invalid state, also when negated', () => {
      const state: string = 'connected'
      // @ts-expect-error Users without TypeScript can pass it.
      const message = failure(() => expectIt(emulator).not.toHaveCallInState(id, state))
      expect(message).toContain("'connected' is not a call state. Use one of incoming, establishing, ")
    })
  })

  describe('toHaveNotified', () => {
    it('passes for a notification with the expected members, given as values or asymmetric matchers', async () => {
      expectIt(emulator).toHaveNotified()
      expectIt(emulator).toHaveNotified({ url: CALLBACK, changeType: 'updated', outcome: 'delivered' })
      expectIt(emulator).toHaveNotified({ resourceData: { id, state: 'establishing' } })
      expectIt(emulator).toHaveNotified({ url: stringMatching('contoso'), resourceData: { id: any(String) } })
      expectIt(emulator).not.toHaveNotified({ resourceData: { id, state: 'established' } })
      expectIt(emulator).not.toHaveNotified({ resourceData: { id: any(Number) } })
      await emulator.clock.advance('2s')
      expectIt(emulator).toHaveNotified({ resourceData: { id, state: 'established' } })
    })

    it('distinguishes delivered, undelivered and pending notifications', async () => {
      const elsewhere = 'https://elsewhere.contoso.com/calls'
      emulator.incomingCall({ callbackUri: elsewhere })
      expectIt(emulator).toHaveNotified({ url: elsewhere, outcome: 'undelivered' })
      emulator.incomingCall({ callbackUri: CALLBACK })
      expectIt(emulator).not.toHaveNotified({ resourceData: { state: 'incoming' }, outcome: 'delivered' })
      await emulator.settled()
      expectIt(emulator).toHaveNotified({ resourceData: { state: 'incoming' }, outcome: 'delivered' })
    })

    it('shows the closest notification, its differences and the trace around it', async () => {
      await emulator.clock.advance('2s')
      const expected = {
        changeType: 'updated',
        resourceData: { mediaState: { audio: 'inactive' }, state: 'established' },
      }
      const message = failure(() => expectIt(emulator).toHaveNotified(expected))
      expect(message).toContain(
        '\nThe closest of 3 differs:\n  resourceData.mediaState.audio: "active", expected "inactive"\n',
      )
      expect(message).toContain('09:00:02.000 notification call established, audio active')
    })

    it('shows the notification that a negated expectation found', () => {
      const message = failure(() => expectIt(emulator).not.toHaveNotified({ changeType: 'updated' }))
      expect(message).toMatch(/^Expected no notification like [\s\S]*"changeType": "updated"[\s\S]*\nFound /)
      expect(message).toContain(id)
    })

    it('explains only once how to receive notifications for a URL without a receiver', async () => {
      const { emulator } = setup()
      emulator.incomingCall({ callbackUri: 'https://elsewhere.contoso.com' })
      await emulator.clock.runToIdle()
      const message = failure(() => expectIt(emulator).toHaveNotified({ changeType: 'updated' }))
      expect(message.match(/undelivered/g)).toHaveLength(2)
      expect(message.match(/no receiver has this URL/g)).toHaveLength(1)
    })

    it('says that there is no notification', () => {
      const message = failure(() => expectIt(setup().emulator).toHaveNotified({ changeType: 'created' }))
      expect(message).toMatch(/^Expected a notification like [\s\S]*"changeType": "created"[\s\S]*\nThere is none\./)
      expect(message).toContain('\n\nNothing happened.')
    })
  })

  describe('toHaveRecorded', () => {
    it('passes once a recording of the call has completed, compared as Graph returns it', async () => {
      await emulator.clock.advance('2s')
      const path = `/communications/calls/${id}/recordResponse`
      await graph.post(path, aRecording({ maxRecordDurationInSeconds: 3, clientContext: 'mine' }))
      expectIt(emulator).not.toHaveRecorded(id)
      emulator.perform(id, { do: 'speak' })
      await emulator.clock.advance('30s')
      expectIt(emulator).toHaveRecorded(id)
      expectIt(emulator).toHaveRecorded(id, { clientContext: 'mine', recordingLocation: stringMatching('^https:') })
      expectIt(emulator).not.toHaveRecorded(id, { clientContext: 'yours' })
      expectIt(emulator).not.toHaveRecorded(id, { status: 'failed' })
    })

    it('shows the differences of the recording', async () => {
      await emulator.clock.advance('2s')
      await graph.post(`/communications/calls/${id}/recordResponse`, aRecording())
      const message = failure(() => expectIt(emulator).toHaveRecorded(id))
      expect(message).toContain(`Expected a recording of the call ${id} like `)
      expect(message).toContain('\nThe only one differs:\n  status: "running", expected "completed"\n')
      expect(message).toContain('/recordResponse\n')
    })

    it('fails for an unknown call, also when negated', () => {
      for (const it of [expectIt(emulator), expectIt(emulator).not])
        expect(failure(() => it.toHaveRecorded(UNKNOWN))).toContain(`there is no call '${UNKNOWN}'`)
    })
  })

  describe('toHaveEmittedRecord', () => {
    it('passes for a record with the expected members, compared as Graph lists it', async () => {
      await emulator.clock.advance('2s')
      expectIt(emulator).not.toHaveEmittedRecord()
      await graph.delete(`/communications/calls/${id}`)
      await emulator.clock.runToIdle()
      const { value } = (await graph.get('/communications/callRecords')).body
      const { 'organizer_v2@odata.context': _, ...listed } = value[0]
      expectIt(emulator).toHaveEmittedRecord(listed)
      expectIt(emulator).toHaveEmittedRecord({ type: 'peerToPeer', modalities: ['audio'] })
      expectIt(emulator).not.toHaveEmittedRecord({ modalities: ['video'] })
    })

    it('says when the next record will be available', async () => {
      const { emulator, graph, call } = await establishedCall(setup({ records: { latency: '30min' } }))
      await graph.delete(`/communications/calls/${call.id}`)
      await emulator.clock.advance('2s')
      expect(failure(() => expectIt(emulator).toHaveEmittedRecord())).toMatch(
        /\nThere is none\.\nCall records still to come: 1, the next at 09:30:\d\d\.\d{3}\. Advance the clock\.\n/,
      )
    })

    it('shows the differences of the record, and the trace', async () => {
      await emulator.clock.advance('2s')
      await graph.delete(`/communications/calls/${id}`)
      await emulator.clock.runToIdle()
      const message = failure(() => expectIt(emulator).toHaveEmittedRecord({ type: 'groupCall', version: 1 }))
      expect(message).toContain('\nThe only one differs:\n  type: "peerToPeer", expected "groupCall"\n')
      expect(message).toMatch(/callRecord {3}call record .* created, version 1$/)
    })
  })

  it('rejects anything but an emulator', () => {
    for (const wrong of [undefined, null, {}, 'emulator'])
      for (const it of [expectIt(wrong), expectIt(wrong).not])
        expect(failure(() => it.toHaveNotified())).toBe(
          `toHaveNotified: ${String(wrong)} is not an emulator. Pass what createEmulator returned: expect(emulator).toHaveNotified(…).`,
        )
  })

  it('shows at most 20 entries of a long trace', async () => {
    for (let count = 0; count < 30; count += 1) await graph.get(`/communications/calls/call-${count}`)
    const message = failure(() => expectIt(emulator).toHaveNotified({ changeType: 'deleted' }))
    expect(message).toContain('call establishing')
    expect(message).not.toContain('call-20')
    expect(message.split('What happened:\n')[1]?.split('\n')).toHaveLength(20)
  })
})
