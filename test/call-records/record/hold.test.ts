import { describe, expect, it } from 'vitest'
import { ADELE, ALEX, aGroupCall, anOutgoingCall } from '../../support/bodies.ts'
import { establishedCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

/** An established call, two seconds old. */
const establish = (body: object) => establishedCall(setup(), body)
type Established = Awaited<ReturnType<typeof establish>>

interface Session {
  readonly caller: Endpoint
  readonly callee: Endpoint
  readonly segments: readonly Segment[]
}
interface Endpoint {
  readonly associatedIdentity?: { readonly id: string }
}
interface Segment {
  readonly startDateTime: string
  readonly endDateTime: string
  readonly media: readonly { readonly streams: readonly { readonly packetUtilization: number }[] }[]
}

/** Ends the call and reads the segments of a user's sessions: how many seconds each lasts, and whether packets flow. */
async function readSegments(
  { emulator, graph, call, path }: Established,
  userId: string,
): Promise<[number, boolean][]> {
  await graph.delete(path)
  await emulator.clock.runToIdle()
  const { body } = await graph.get(`/communications/callRecords/${call.callChainId}?$expand=sessions($expand=segments)`)
  const sessions: readonly Session[] = body.sessions
  return sessions
    .filter(({ caller, callee }) => [caller, callee].some((end) => end.associatedIdentity?.id === userId))
    .flatMap(({ segments }) => segments)
    .map(({ startDateTime, endDateTime, media }) => [
      (Date.parse(endDateTime) - Date.parse(startDateTime)) / 1_000,
      media.some(({ streams }) => streams.some(({ packetUtilization }) => packetUtilization > 0)),
    ])
}

describe('the call record of a call with a hold', () => {
  it('has a silent segment for as long as the callee keeps the call on hold', async () => {
    const established = await establish(anOutgoingCall())
    const { emulator, call } = established
    await emulator.clock.advance('8s')
    emulator.perform(call.id, { do: 'hold' })
    await emulator.clock.advance('5s')
    emulator.perform(call.id, { do: 'resume' })
    await emulator.clock.advance('4s')
    expect(await readSegments(established, ADELE)).toEqual([
      [8, true],
      [5, false],
      [4, true],
    ])
  })

  it('ends with a silent segment when the call is ended on hold', async () => {
    const established = await establish(anOutgoingCall())
    const { emulator, call } = established
    await emulator.clock.advance('3s')
    emulator.perform(call.id, { do: 'hold' })
    await emulator.clock.advance('5s')
    expect(await readSegments(established, ADELE)).toEqual([
      [3, true],
      [5, false],
    ])
  })

  it.each([
    ['reconnects', '5s'],
    ['joins again later', '30s'],
  ])('has audio again once a participant who heard hold music leaves and %s', async (_, away) => {
    const established = await establish(aGroupCall())
    const { emulator, graph, call, path, idOf } = established
    await emulator.clock.advance('8s')
    await graph.post(`${path}/participants/${await idOf('Alex Wilber')}/startHoldMusic`)
    await emulator.clock.advance('5s')
    emulator.perform(call.id, { do: 'leave', who: ALEX })
    await emulator.clock.advance(away)
    emulator.perform(call.id, { do: 'join', who: ALEX })
    await emulator.clock.advance('4s')
    expect(await readSegments(established, ALEX)).toEqual([
      [8, true],
      [5, false],
      [4, true],
    ])
  })
})
