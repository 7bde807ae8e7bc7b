import { describe, expect, it } from 'vitest'
import { defineScenario, type EmulatorOptions } from '../../../src/index.ts'
import { ADELE, ALEX, aGroupCall, aMeeting, anInvitation, MEGAN } from '../../support/bodies.ts'
import { createCall, establishedCall, readRecord } from '../../support/calls.ts'
import { namesOn, rosters } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

const MINUTE = 60_000
const alone = [200, 5002]

/** A group call or meeting that everyone but the app has left. `received` holds what the app has received since. */
const leftAlone = async (body: object, options: EmulatorOptions = {}) => {
  const world = await establishedCall(setup(options), body)
  const { emulator, graph, received, call, path } = world
  emulator.perform(call.id, { do: 'leave' })
  await emulator.settled()
  /** Code and subcode of the notification with which the call ended, if it has. */
  const end = () => {
    const { changeType, resourceData } = received.at(-1)
    return changeType === 'deleted' ? [resourceData.resultInfo.code, resourceData.resultInfo.subcode] : undefined
  }
  const stateOf = async () => (await graph.get(path)).body.state
  return { ...world, end, stateOf }
}

describe('An app that all others have left', () => {
  it.each([
    ['a group call', aGroupCall()],
    ['a meeting', aMeeting()],
  ])('gets a roster with itself alone and stays in %s for five minutes', async (_, body) => {
    const { emulator, graph, received, path, end, readRoster, stateOf } = await leftAlone(body)
    expect(rosters(received).map(namesOn)).toEqual([['Calling app']])
    await emulator.clock.advance(5 * MINUTE - 1)
    expect([await stateOf(), await readRoster(), received.length]).toEqual(['established', ['Calling app'], 1])
    await emulator.clock.advance(1_000)
    expect(end()).toEqual(alone)
    expect((await graph.get(path)).status).toBe(404)
  })

  it('can leave by itself, and its record ends when it has left', async () => {
    const { emulator, graph, call, path, end } = await leftAlone(aGroupCall())
    await emulator.clock.advance('30s')
    expect((await graph.delete(path)).status).toBe(204)
    await emulator.clock.runToIdle()
    expect(end()).toEqual([200, 7000])
    const { body } = await readRecord(graph, call.callChainId)
    const spans = body.sessions.map((session: { startDateTime: string; endDateTime: string }) =>
      Math.round((Date.parse(session.endDateTime) - Date.parse(session.startDateTime)) / 1000),
    )
    // The app connected 1.7 s before the others answered.
    expect(spans).toEqual([32, 0, 0])
  })

  it('stays when someone comes back or is invited, and for five more minutes once that person has left', async () => {
    const { emulator, graph, call, path, end, stateOf } = await leftAlone(aMeeting())
    await emulator.clock.advance(4 * MINUTE)
    emulator.perform(call.id, { do: 'join', who: ADELE })
    await emulator.clock.advance(10 * MINUTE)
    emulator.perform(call.id, { do: 'leave', who: ADELE })
    await emulator.clock.advance(4 * MINUTE)
    await graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN)] })
    await emulator.clock.advance(MINUTE)
    expect(await stateOf()).toBe('established')
    emulator.perform(call.id, { do: 'remove', who: MEGAN })
    await emulator.clock.advance(5 * MINUTE - 1)
    expect(await stateOf()).toBe('established')
    await emulator.clock.advance(1_000)
    expect(end()).toEqual(alone)
  })

  it('stays for five more minutes after an invitation that was declined', async () => {
    const { emulator, graph, call, path, end, stateOf } = await leftAlone(aMeeting())
    await emulator.clock.advance(4 * MINUTE)
    await graph.post(`${path}/participants/invite`, { participants: [anInvitation(ALEX)] })
    emulator.perform(call.id, { do: 'decline', who: ALEX })
    await emulator.clock.advance(5 * MINUTE - 1)
    expect(await stateOf()).toBe('established')
    await emulator.clock.advance(1_000)
    expect(end()).toEqual(alone)
  })

  it.each([
    ['0', 0, 0],
    ["'90s'", '90s', 90_000],
  ])('stays for calls.aloneLimit: %s', async (_, aloneLimit, expected) => {
    const { emulator, received, end, stateOf } = await leftAlone(aGroupCall(), { calls: { aloneLimit } })
    if (expected > 0) {
      await emulator.clock.advance(expected - 1)
      expect(await stateOf()).toBe('established')
    }
    await emulator.clock.advance(1_000)
    expect(end()).toEqual(alone)
    expect(rosters(received).map(namesOn)).toEqual([['Calling app']])
  })

  it('gets the end of its call at once when no one has joined', async () => {
    const { emulator, graph, received } = setup({
      scenarios: [defineScenario({ name: 'no', match: { kind: 'group' }, steps: [{ after: '1s', do: 'decline' }] })],
    })
    await createCall(graph, aGroupCall())
    await emulator.clock.advance('2s')
    expect(received.at(-1)).toMatchObject({ changeType: 'deleted', resourceData: { resultInfo: { subcode: 5013 } } })
  })

  it('continues exactly the same after a snapshot', async () => {
    const { emulator, received } = await leftAlone(aGroupCall())
    await emulator.clock.advance(MINUTE)
    const other = setup({ seed: 'another' })
    other.emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    received.length = 0
    await emulator.clock.runToIdle()
    await other.emulator.clock.runToIdle()
    expect(received.at(-1)).toMatchObject({ changeType: 'deleted' })
    expect(other.received).toEqual(received)
  })
})
