import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Emulator, EmulatorOptions, Snapshot } from '../../src/index.ts'
import { scenarios } from '../../src/index.ts'
import { anOutgoingCall, aPhoneCall, aPrompt, aRecording, CALLBACK } from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

type World = ReturnType<typeof setup>

/** Actions of the app and of the other side. A rejected action is a valid outcome. */
const actions = {
  call: ({ graph }) => graph.post('/communications/calls', anOutgoingCall()),
  callPhone: ({ graph }) => graph.post('/communications/calls', aPhoneCall()),
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
type Action = keyof typeof actions

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

/** Runs actions and returns everything that a client sees: responses, the time, and notifications. */
async function run(world: World, sequence: readonly Action[]): Promise<string> {
  world.received.length = 0
  const lines: unknown[] = []
  for (const action of sequence) {
    const outcome = await actions[action](world)
    lines.push({ action, outcome: readable(outcome), now: world.emulator.clock.now() })
  }
  await world.emulator.settled()
  return JSON.stringify([lines, world.received], null, 1)
}

function readable(outcome: unknown): unknown {
  const headers = (outcome as { headers?: unknown } | undefined)?.headers
  return headers instanceof Headers ? { ...(outcome as object), headers: [...headers] } : outcome
}

const throughJson = (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot))

const BEFORE: readonly Action[] = [
  'call',
  'wait',
  'callPhone',
  'wait',
  'record',
  'otherSpeaks',
  'beCalled',
  'otherChangesNetwork',
]
const AFTER: readonly Action[] = [
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
  it('changes nothing visible', async () => {
    const world = setup()
    await run(world, BEFORE)
    const before = world.emulator.store.getState()
    let changes = 0
    world.emulator.store.subscribe(() => {
      changes += 1
    })
    const snapshot = world.emulator.snapshot()
    world.emulator.restore(snapshot)
    expect(world.emulator.store.getState()).toBe(before)
    expect(changes).toBe(0)
    expect(JSON.stringify(world.emulator.snapshot())).toBe(JSON.stringify(snapshot))
  })

  it('does not lose a notification that is about to be sent', async () => {
    const { emulator, received } = setup()
    emulator.incomingCall({ callbackUri: CALLBACK })
    emulator.restore(emulator.snapshot())
    await emulator.settled()
    expect(received).toMatchObject([{ changeType: 'created' }])
  })

  it('does not change the future', async () => {
    const world = setup()
    const twin = setup()
    await run(world, BEFORE)
    await run(twin, BEFORE)
    world.emulator.restore(world.emulator.snapshot())
    expect(await run(world, AFTER)).toBe(await run(twin, AFTER))
  })
})

describe('a snapshot', () => {
  it('can be restored any number of times', async () => {
    const world = setup()
    await run(world, BEFORE)
    const snapshot = world.emulator.snapshot()
    const first = await run(world, AFTER)
    for (let again = 0; again < 2; again += 1) {
      world.emulator.restore(snapshot)
      expect(await run(world, AFTER)).toBe(first)
    }
  })

  it('survives a round trip through JSON', async () => {
    const world = setup()
    await run(world, BEFORE)
    const snapshot = throughJson(world.emulator.snapshot())
    expect(snapshot).toMatchObject({ version: 2 })
    const first = await run(world, AFTER)
    world.emulator.restore(snapshot)
    expect(JSON.stringify(world.emulator.snapshot())).toBe(JSON.stringify(snapshot))
    expect(await run(world, AFTER)).toBe(first)
  })

  it.each([
    ['as an object', (snapshot: Snapshot) => snapshot],
    ['as JSON', throughJson],
  ])('can be restored in another emulator with a different seed and history: %s', async (_, pass) => {
    const world = setup()
    await run(world, BEFORE)
    const snapshot = pass(world.emulator.snapshot())
    const other = setup({ seed: 'another' })
    await run(other, ['call', 'call', 'waitLong', 'otherHangsUp'])
    other.emulator.restore(snapshot)
    expect(await run(other, AFTER)).toBe(await run(world, AFTER))
  })

  it('does not change after it is restored', async () => {
    const world = setup()
    await run(world, BEFORE)
    const snapshot = world.emulator.snapshot()
    const text = JSON.stringify(snapshot)
    const other = setup()
    other.emulator.restore(snapshot)
    await run(other, AFTER)
    await run(world, AFTER)
    expect(JSON.stringify(snapshot)).toBe(text)
  })

  it('includes the pending events', async () => {
    const { emulator, graph } = setup()
    const empty = emulator.snapshot()
    const call = await createCall(graph)
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
    [{ version: 1 }, 'version 2 but its version is 1'],
    [null, 'snapshot'],
    ['text', 'snapshot'],
    [{ version: 2, clock: {} }, "'faults': Required but missing"],
  ])('rejects the invalid snapshot %j', async (bad, named) => {
    const world = setup()
    await run(world, BEFORE)
    const before = world.emulator.store.getState()
    expect(() => world.emulator.restore(bad as unknown as Snapshot)).toThrow(named)
    expect(world.emulator.store.getState()).toBe(before)
  })

  it('reproduces any session byte for byte', async () => {
    const sequence = fc.array(fc.constantFrom(...(Object.keys(actions) as Action[])), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(sequence, sequence, async (before, after) => {
        const world = setup()
        await run(world, before)
        const other = setup({ seed: 'another' })
        other.emulator.restore(throughJson(world.emulator.snapshot()))
        expect(await run(other, after)).toBe(await run(world, after))
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})

describe('reset', () => {
  it('returns to the initial state: the same actions have the same outcome', async () => {
    const options: EmulatorOptions = { scenarios: [scenarios.droppedMidCall] }
    const world = setup(options)
    const first = await run(world, [...BEFORE, ...AFTER])
    world.emulator.use(scenarios.busy)
    await run(world, ['call', 'beCalled'])
    world.emulator.reset()
    expect(world.emulator.trace.entries()).toEqual([])
    expect(world.emulator.store.getState().calls.size).toBe(0)
    expect(await run(world, [...BEFORE, ...AFTER])).toBe(first)
  })

  it('drops pending events and notifications', async () => {
    const { emulator, graph, received } = setup()
    await createCall(graph)
    await emulator.settled()
    emulator.reset()
    received.length = 0
    await emulator.clock.runToIdle()
    await emulator.clock.advance('2h')
    expect([received, emulator.trace.entries()]).toEqual([[], []])
  })

  it('keeps the registered receivers', async () => {
    const { emulator, graph, received } = setup()
    emulator.reset()
    await createCall(graph)
    await emulator.settled()
    expect(received).toHaveLength(1)
  })
})
