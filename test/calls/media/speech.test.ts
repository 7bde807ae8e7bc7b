import { describe, expect, it } from 'vitest'
import { aRecording } from '../../support/bodies.ts'
import { aMediaCall, outcomes } from './media-call.ts'

// In bytes.
const MILLISECOND_LENGTH = 32
const HEADER_LENGTH = 44

/** A recording whose microphone opens at once. */
async function aRunningRecording(changes = {}) {
  const world = await aMediaCall()
  await world.act(
    'recordResponse',
    aRecording({
      prompts: [],
      playBeep: false,
      initialSilenceTimeoutInSeconds: 2,
      maxSilenceTimeoutInSeconds: 4,
      ...changes,
    }),
  )
  /** Whether the recording has sound at each half second: 1 or 0. */
  const readSound = async () => {
    const { recordingLocation, recordingAccessToken } = world.received[0].resourceData
    const response = await world.emulator.fetch(recordingLocation, {
      headers: { Authorization: `Bearer ${recordingAccessToken}` },
    })
    const bytes = new Uint8Array(await response.arrayBuffer()).subarray(HEADER_LENGTH)
    const length = 500 * MILLISECOND_LENGTH
    return Array.from({ length: bytes.length / length }, (_, index) =>
      bytes.subarray(index * length, (index + 1) * length).some((byte) => byte !== 0) ? 1 : 0,
    )
  }
  return { ...world, readSound }
}

describe('Speech during a recording', () => {
  it.each([false, true])('is recorded with its pauses, bargeInAllowed: %s', async (bargeInAllowed) => {
    const world = await aRunningRecording({ bargeInAllowed })
    const { clock } = world.emulator
    await clock.advance('1s')
    world.step({ do: 'speak', for: '1s' })
    await clock.advance('3s')
    world.step({ do: 'speak', for: '1s' })
    await clock.runToIdle()
    expect(outcomes(world)).toEqual([['deleted', 'recordOperation', 'completed', 8509]])
    expect(await world.readSound()).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
  })

  it('ended before the silence step stays as long as it was', async () => {
    const world = await aRunningRecording()
    const { clock } = world.emulator
    world.step({ do: 'speak', for: '1s' })
    await clock.advance('2s')
    world.step({ do: 'silence' })
    await clock.runToIdle()
    expect(await world.readSound()).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
  })

  it('ends at the silence step although it was planned to last longer', async () => {
    const world = await aRunningRecording()
    const { clock } = world.emulator
    world.step({ do: 'speak', for: '3s' })
    await clock.advance('1s')
    world.step({ do: 'silence' })
    await clock.runToIdle()
    expect(await world.readSound()).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
  })
})
