import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Emulator, EmulatorOptions, Snapshot } from '../../src/index.ts'
import { scenarios } from '../../src/index.ts'
import { anOutgoingCall, aPrompt, aRecording, CALLBACK } from '../support/bodies.ts'
import { setup } from '../support/setup.ts'

type World = ReturnType<typeof setup>

/** Things to do in a world. What is not possible just then is part of the story. */
const deeds = {
  call: ({ graph }) => graph.post('/communications/calls', anOutgoingCall()),
  callPhone: ({ graph }) =>
    graph.post('/communications/calls', anOutgoingCall({ targets: [{ identity: { phone: { id: '+12065550100' } } }] })),
  beCalled: async ({ emulator }) => emulator.incomingCall({ callbackUri: CALLBACK }),
  record: (world) => world.graph.post(`${lastCall(world)}/recordResponse`, aRecording()),
  playPrompt: (world) => world.graph.post(`${lastCall(world)}/playPrompt`, { prompts: [aPrompt(), aPrompt()] }),
  sendTones: (world) => world.graph.post(`${lastCall(world)}/sendDtmfTones`, { tones: ['tone1', 'pound'] }),
  hearTones: (world) => world.graph.post(`${lastCall(world)}/subscribeToTone`, {}),
  cancel: (world) => world.graph.post(`${lastCall(world)}/cancelMediaProcessing`, {}),
  otherPresses: async (world) => perform(world, { do: 'press', tones: '1#' }),
  mediaFail: async (world) => perform(world, { do: 'failOperation' }),
  hangUp: (world) => world.graph.delete(lastCall(world)),
  otherSpeaks: async (world) => perform(world, { do: 'speak', for: '3s' }),
  otherHangsUp: async (world) => perform(world, { do: 'hangUp' }),
  otherChangesNetwork: async (world) => perform(world, { do: 'network', profile: 'lossy' }),
  list: ({ graph }) => graph.get('/communications/callRecords'),
  readAll: async ({ emulator, graph }) => {
    const read = [...emulator.store.getState().callRecords.keys()].map((id) =>
      graph.get(`/communications/callRecords/${id}?$expand=sessions($expand=segments)`),
    )
    return (await Promise.all(read)).map(({ body }) => body)
  },
  wait: ({ emulator }) => emulator.clock.advance('1.5s'),
  waitLong: ({ emulator }) => emulator.clock.advance('10min'),
  settle: ({ emulator }) => emulator.clock.runToIdle(),
} satisfies Record<string, (world: World) => Promise<unknown>>
type Deed = keyof typeof deeds

const lastCall = ({ emulator }: World) => `/communications/calls/${callsOf(emulator).at(-1)?.id}`
const callsOf = (emulator: Emulator) =>
  [...emulator.store.getState().calls.values()].sort((a, b) => a.sequence - b.sequence)

function perform({ emulator }: World, step: Parameters<Emulator['perform']>[1]) {
  const id = callsOf(emulator).at(-1)?.id ?? ''
  try {
    return emulator.perform(id, step)
  } catch (error) {
    return String(error)
  }
}

/** What somebody who talks to the emulator gets to see of the deeds: answers with their ids and times, and notifications. */
async function tell(world: World, story: readonly Deed[]): Promise<string> {
  world.received.length = 0
  const lines: unknown[] = []
  for (const deed of story) {
    const outcome = await deeds[deed](world)
    lines.push({ deed, outcome: readable(outcome), now: world.emulator.clock.now() })
  }
  await world.emulator.settled()
  return JSON.stringify([lines, world.received], null, 1)
}

function readable(outcome: unknown): unknown {
  const headers = (outcome as { headers?: unknown } | undefined)?.headers
  return headers instanceof Headers ? { ...(outcome as object), headers: [...headers] } : outcome
}

const throughJson = (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot))

const BEFORE: readonly Deed[] = [
  'call',
  'wait',
  'callPhone',
  'wait',
  'record',
  'otherSpeaks',
  'beCalled',
  'otherChangesNetwork',
]
const AFTER: readonly Deed[] = [
  'wait',
  'record',
  'list',
  'hangUp',
  'call',
  'settle',
  'otherHangsUp',
  'settle',
  'readAll',
  'waitLong',
]

describe('restore(snapshot())', () => {
  it('changes nothing that can be seen', async () => {
    const world = setup()
    await tell(world, BEFORE)
    const before = world.emulator.store.getState()
    let heard = 0
    world.emulator.store.subscribe(() => {
      heard += 1
    })
    const snapshot = world.emulator.snapshot()
    world.emulator.restore(snapshot)
    expect(world.emulator.store.getState()).toBe(before)
    expect(heard).toBe(0)
    expect(JSON.stringify(world.emulator.snapshot())).toBe(JSON.stringify(snapshot))
  })

  it('loses nothing that is about to be told', async () => {
    const { emulator, received } = setup()
    emulator.incomingCall({ callbackUri: CALLBACK })
    emulator.restore(emulator.snapshot())
    await emulator.settled()
    expect(received).toMatchObject([{ changeType: 'created' }])
  })

  it('changes nothing of what comes', async () => {
    const world = setup()
    const twin = setup()
    await tell(world, BEFORE)
    await tell(twin, BEFORE)
    world.emulator.restore(world.emulator.snapshot())
    expect(await tell(world, AFTER)).toBe(await tell(twin, AFTER))
  })
})

describe('a snapshot', () => {
  it('is a point to which one can go back, as often as one likes', async () => {
    const world = setup()
    await tell(world, BEFORE)
    const snapshot = world.emulator.snapshot()
    const first = await tell(world, AFTER)
    for (let again = 0; again < 2; again += 1) {
      world.emulator.restore(snapshot)
      expect(await tell(world, AFTER)).toBe(first)
    }
  })

  it('is the same after it was written as JSON and read back', async () => {
    const world = setup()
    await tell(world, BEFORE)
    const snapshot = throughJson(world.emulator.snapshot())
    expect(snapshot).toMatchObject({ version: 2 })
    const first = await tell(world, AFTER)
    world.emulator.restore(snapshot)
    expect(JSON.stringify(world.emulator.snapshot())).toBe(JSON.stringify(snapshot))
    expect(await tell(world, AFTER)).toBe(first)
  })

  it.each([
    ['as it is', (snapshot: Snapshot) => snapshot],
    ['as JSON', throughJson],
  ])('goes on in another emulator, whatever its seed and its past: %s', async (_, pass) => {
    const world = setup()
    await tell(world, BEFORE)
    const snapshot = pass(world.emulator.snapshot())
    const other = setup({ seed: 'another' })
    await tell(other, ['call', 'call', 'waitLong', 'otherHangsUp'])
    other.emulator.restore(snapshot)
    expect(await tell(other, AFTER)).toBe(await tell(world, AFTER))
  })

  it('that was restored is not changed by what happens then, nor by another emulator', async () => {
    const world = setup()
    await tell(world, BEFORE)
    const snapshot = world.emulator.snapshot()
    const text = JSON.stringify(snapshot)
    const other = setup()
    other.emulator.restore(snapshot)
    await tell(other, AFTER)
    await tell(world, AFTER)
    expect(JSON.stringify(snapshot)).toBe(text)
  })

  it('has the future in it: what was pending happens, what was not does not', async () => {
    const { emulator, graph } = setup()
    const empty = emulator.snapshot()
    const { body: call } = await graph.post('/communications/calls', anOutgoingCall())
    const dialling = emulator.snapshot()
    emulator.restore(empty)
    await emulator.clock.advance('10s')
    expect(emulator.trace.of('transition').filter(({ to }) => to === 'established')).toEqual([])
    emulator.restore(dialling)
    await emulator.clock.advance('2s')
    expect((await graph.get(`/communications/calls/${call.id}`)).body.state).toBe('established')
  })

  it.each([
    [{}, 'version'],
    [{ version: 2 }, '2'],
    [null, 'snapshot'],
    ['text', 'snapshot'],
    [{ version: 2 }, 'snapshot'],
  ])('that is none is refused: %j', async (bad, named) => {
    const world = setup()
    await tell(world, BEFORE)
    const before = world.emulator.store.getState()
    expect(() => world.emulator.restore(bad as unknown as Snapshot)).toThrow(named)
    expect(world.emulator.store.getState()).toBe(before)
  })

  it('goes on byte for byte wherever it was taken', async () => {
    const story = fc.array(fc.constantFrom(...(Object.keys(deeds) as Deed[])), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(story, story, async (before, after) => {
        const world = setup()
        await tell(world, before)
        const other = setup({ seed: 'another' })
        other.emulator.restore(throughJson(world.emulator.snapshot()))
        expect(await tell(other, after)).toBe(await tell(world, after))
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})

describe('reset', () => {
  it('goes back to the beginning: the same deeds have the same outcome', async () => {
    const options: EmulatorOptions = { scenarios: [scenarios.droppedMidCall] }
    const world = setup(options)
    const first = await tell(world, [...BEFORE, ...AFTER])
    world.emulator.use(scenarios.busy)
    await tell(world, ['call', 'beCalled'])
    world.emulator.reset()
    expect(world.emulator.trace.entries()).toEqual([])
    expect(world.emulator.store.getState().calls.size).toBe(0)
    expect(await tell(world, [...BEFORE, ...AFTER])).toBe(first)
  })

  it('lets nothing of before happen any more, and nothing be told', async () => {
    const { emulator, graph, received } = setup()
    await graph.post('/communications/calls', anOutgoingCall())
    await emulator.settled()
    emulator.reset()
    received.length = 0
    await emulator.clock.runToIdle()
    await emulator.clock.advance('2h')
    expect([received, emulator.trace.entries()]).toEqual([[], []])
  })

  it('keeps the receivers', async () => {
    const { emulator, graph, received } = setup()
    emulator.reset()
    await graph.post('/communications/calls', anOutgoingCall())
    await emulator.settled()
    expect(received).toHaveLength(1)
  })
})
