import { expect as jestExpect } from 'expect'
import { beforeEach, describe, expect, it } from 'vitest'
import { type EmulatorMatchers, matchers } from '../../src/adapters/testing/index.ts'
import type { Emulator } from '../../src/index.ts'
import { anOutgoingCall, aRecording, CALLBACK } from '../support/bodies.ts'
import { createCall, establishedCall } from '../support/calls.ts'
import type { Graph } from '../support/graph.ts'
import { setup } from '../support/setup.ts'

// What a user of Jest writes who imports `expect`; with Jest's globals nothing is needed, as with Vitest.
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

/** The message of the expectation that fails. */
function failure(expectation: () => unknown): string {
  try {
    expectation()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  throw new Error('The expectation did not fail.')
}

// The same contract for both runners' `expect`.
describe.each([
  ["Vitest's expect", (actual: unknown) => expect(actual), expect],
  ["Jest's expect", (actual: unknown): EmulatorMatchers & { not: EmulatorMatchers } => jestExpect(actual), jestExpect],
])('%s', (_, expectIt, runner) => {
  const any = (type: unknown): unknown => runner.any(type)
  const stringMatching = (pattern: string): unknown => runner.stringMatching(pattern)

  describe('toHaveCallInState', () => {
    it('holds while the call is in the state, and no longer', async () => {
      expectIt(emulator).toHaveCallInState(id, 'establishing')
      expectIt(emulator).not.toHaveCallInState(id, 'established')
      await emulator.clock.advance('2s')
      expectIt(emulator).toHaveCallInState(id.toUpperCase(), 'established')
      await graph.delete(`/communications/calls/${id}`)
      await emulator.clock.runToIdle()
      expectIt(emulator).toHaveCallInState(id, 'terminated')
    })

    it('says in which state the call is, and what happened to it: not what happened to others', async () => {
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

    it('says so the other way round, too', () => {
      expect(failure(() => expectIt(emulator).not.toHaveCallInState(id, 'establishing'))).toContain(
        `Expected the call ${id} not to be 'establishing'; it is 'establishing'.`,
      )
    })

    it('fails for a call that is not there, negated too, and names those that are', () => {
      for (const it of [expectIt(emulator), expectIt(emulator).not]) {
        const message = failure(() => it.toHaveCallInState(UNKNOWN, 'established'))
        expect(message).toContain(`there is no call '${UNKNOWN}'; there are:\n  ${id} (establishing)`)
      }
      expect(failure(() => expectIt(setup().emulator).toHaveCallInState(id, 'established'))).toContain('none at all')
    })

    it('shows why there is no call when the request for it was refused', async () => {
      const { emulator, graph } = setup()
      const { body } = await graph.post(
        '/communications/calls',
        anOutgoingCall({ callbackUri: 'http://bot.contoso.com' }),
      )
      const message = failure(() => expectIt(emulator).toHaveCallInState(body.id, 'establishing'))
      expect(message).toMatch(
        /there is no call 'undefined'; there is none at all\.[\s\S]*response {5}400 .*callbackUri/,
      )
    })

    it('fails for a state that is none, negated too', () => {
      const state: string = 'connected'
      // @ts-expect-error A program without types may write it.
      const message = failure(() => expectIt(emulator).not.toHaveCallInState(id, state))
      expect(message).toContain("'connected' is no state of a call. Use one of incoming, establishing, ")
    })
  })

  describe('toHaveNotified', () => {
    it('holds for a notification with these members, values or matchers', async () => {
      expectIt(emulator).toHaveNotified()
      expectIt(emulator).toHaveNotified({ url: CALLBACK, changeType: 'updated', outcome: 'delivered' })
      expectIt(emulator).toHaveNotified({ resourceData: { id, state: 'establishing' } })
      expectIt(emulator).toHaveNotified({ url: stringMatching('contoso'), resourceData: { id: any(String) } })
      expectIt(emulator).not.toHaveNotified({ resourceData: { id, state: 'established' } })
      expectIt(emulator).not.toHaveNotified({ resourceData: { id: any(Number) } })
      await emulator.clock.advance('2s')
      expectIt(emulator).toHaveNotified({ resourceData: { id, state: 'established' } })
    })

    it('knows what nobody received, and what is on its way', async () => {
      const elsewhere = 'https://elsewhere.contoso.com/calls'
      emulator.incomingCall({ callbackUri: elsewhere })
      expectIt(emulator).toHaveNotified({ url: elsewhere, outcome: 'undelivered' })
      emulator.incomingCall({ callbackUri: CALLBACK })
      expectIt(emulator).not.toHaveNotified({ resourceData: { state: 'incoming' }, outcome: 'delivered' })
      await emulator.settled()
      expectIt(emulator).toHaveNotified({ resourceData: { state: 'incoming' }, outcome: 'delivered' })
    })

    it('names the nearest, what it lacks, and what happened around it', async () => {
      await emulator.clock.advance('2s')
      const expected = {
        changeType: 'updated',
        resourceData: { mediaState: { audio: 'inactive' }, state: 'established' },
      }
      const message = failure(() => expectIt(emulator).toHaveNotified(expected))
      expect(message).toContain(
        '\nThe nearest of 3 differs:\n  resourceData.mediaState.audio: "active", expected "inactive"\n',
      )
      expect(message).toContain('09:00:02.000 notification call established, audio active')
    })

    it('says what there is when there should be nothing', () => {
      const message = failure(() => expectIt(emulator).not.toHaveNotified({ changeType: 'updated' }))
      expect(message).toMatch(/^Expected no notification like [\s\S]*"changeType": "updated"[\s\S]*\nThere is /)
      expect(message).toContain(id)
    })

    it('says once what is to be done about a URL that nobody receives', async () => {
      const { emulator } = setup()
      emulator.incomingCall({ callbackUri: 'https://elsewhere.contoso.com' })
      await emulator.clock.runToIdle()
      const message = failure(() => expectIt(emulator).toHaveNotified({ changeType: 'updated' }))
      expect(message.match(/undelivered/g)).toHaveLength(2)
      expect(message.match(/nobody receives this URL/g)).toHaveLength(1)
    })

    it('says when there is none at all', () => {
      const message = failure(() => expectIt(setup().emulator).toHaveNotified({ changeType: 'created' }))
      expect(message).toMatch(
        /^Expected a notification like [\s\S]*"changeType": "created"[\s\S]*\nThere is none at all\./,
      )
      expect(message).toContain('\n\nNothing happened.')
    })
  })

  describe('toHaveRecorded', () => {
    it('holds when a recording of the call has completed as Graph shows it', async () => {
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

    it('says what the recording lacks', async () => {
      await emulator.clock.advance('2s')
      await graph.post(`/communications/calls/${id}/recordResponse`, aRecording())
      const message = failure(() => expectIt(emulator).toHaveRecorded(id))
      expect(message).toContain(`Expected a recording of the call ${id} like `)
      expect(message).toContain('\nThe only one differs:\n  status: "running", expected "completed"\n')
      expect(message).toContain('/recordResponse\n')
    })

    it('fails for a call that is not there, negated too', () => {
      for (const it of [expectIt(emulator), expectIt(emulator).not])
        expect(failure(() => it.toHaveRecorded(UNKNOWN))).toContain(`there is no call '${UNKNOWN}'`)
    })
  })

  describe('toHaveEmittedRecord', () => {
    it('holds when there is such a record, as Graph lists it', async () => {
      await emulator.clock.advance('2s')
      expectIt(emulator).not.toHaveEmittedRecord()
      await graph.delete(`/communications/calls/${id}`)
      await emulator.clock.runToIdle()
      const { value } = (await graph.get('/communications/callRecords')).body
      const { organizer: _, 'organizer_v2@odata.context': _context, ...listed } = value[0]
      expectIt(emulator).toHaveEmittedRecord(listed)
      expectIt(emulator).toHaveEmittedRecord({ type: 'peerToPeer', modalities: ['audio'] })
      expectIt(emulator).not.toHaveEmittedRecord({ modalities: ['video'] })
    })

    it('says when there will be one', async () => {
      const { emulator, graph, call } = await establishedCall(setup({ records: { latency: '30min' } }))
      await graph.delete(`/communications/calls/${call.id}`)
      await emulator.clock.advance('2s')
      expect(failure(() => expectIt(emulator).toHaveEmittedRecord())).toMatch(
        /\nThere is none at all\.\n1 more can be read later, the next at 09:30:\d\d\.\d{3}: let time pass\.\n/,
      )
    })

    it('says what the record lacks, and what happened', async () => {
      await emulator.clock.advance('2s')
      await graph.delete(`/communications/calls/${id}`)
      await emulator.clock.runToIdle()
      const message = failure(() => expectIt(emulator).toHaveEmittedRecord({ type: 'groupCall', version: 1 }))
      expect(message).toContain('\nThe only one differs:\n  type: "peerToPeer", expected "groupCall"\n')
      expect(message).toMatch(/callRecord {3}call record .* created, version 1$/)
    })
  })

  it('takes nothing but an emulator', () => {
    for (const wrong of [undefined, null, {}, 'emulator'])
      for (const it of [expectIt(wrong), expectIt(wrong).not])
        expect(failure(() => it.toHaveNotified())).toBe(
          `toHaveNotified: expect(emulator) takes what createEmulator gives, not ${String(wrong)}.`,
        )
  })

  it('shows no more of a long story than what is near', async () => {
    for (let count = 0; count < 30; count += 1) await graph.get(`/communications/calls/call-${count}`)
    const message = failure(() => expectIt(emulator).toHaveNotified({ changeType: 'deleted' }))
    expect(message).toContain('call establishing')
    expect(message).not.toContain('call-20')
    expect(message.split('What happened:\n')[1]?.split('\n')).toHaveLength(20)
  })
})
