import { describe, expect, it } from 'vitest'
import { defineScenario, type Emulator, results, type Scenario, type Step, scenarios } from '../../src/index.ts'
import { CALLBACK } from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

const noAnswer = { name: 'no answer', steps: [] } as const satisfies Scenario

/** A call in the given state. */
async function aCall(state: string) {
  const world = setup({ scenarios: [noAnswer] })
  const { emulator, graph } = world
  if (state === 'incoming') return { ...world, id: emulator.incomingCall({ callbackUri: CALLBACK }).id }
  const { id }: { id: string } = await createCall(graph)
  if (state !== 'establishing') emulator.perform(id, { do: 'answer' })
  if (state === 'hold') emulator.perform(id, { do: 'hold' })
  if (state === 'terminating' || state === 'terminated') emulator.perform(id, { do: 'hangUp' })
  if (state === 'terminated') await emulator.clock.runToIdle()
  await emulator.settled()
  return { ...world, id }
}

/** A rejected step changes neither the world nor the snapshot, and sends no notification. */
function expectNoChange(emulator: Emulator, received: readonly unknown[], attempt: () => void, ...named: string[]) {
  const before = {
    world: emulator.store.getState(),
    snapshot: JSON.stringify(emulator.snapshot()),
    received: received.length,
  }
  expect(attempt).toThrow(Error)
  for (const part of named) expect(attempt).toThrow(part)
  expect(emulator.store.getState()).toBe(before.world)
  expect(JSON.stringify(emulator.snapshot())).toBe(before.snapshot)
  expect(received).toHaveLength(before.received)
}

describe('perform', () => {
  it.each([
    [{ do: 'dance' }, '"dance"', '"answer"'],
    [{}, "'do'"],
    ['answer', 'emulator.perform', 'answer'],
    [null, 'emulator.perform'],
    [{ do: 'answer', after: '2s' }, "'after'"],
    [{ do: 'speak', for: 'long' }, "'for'", "'long'", "'2s'"],
    [{ do: 'speak', for: -1 }, "'for'", '-1'],
    [{ do: 'press', tones: '' }, "'tones'", '0-9'],
    [{ do: 'press', tones: '12x' }, "'tones'", '0-9'],
    [{ do: 'press' }, "'tones'"],
    [{ do: 'network', profile: 'awful' }, "'profile'", '"awful"', '"poorWifi"'],
    [{ do: 'rate', rating: 5 }, "'rating'", '5', '"excellent"'],
    [{ do: 'decline', with: { code: 486 } }, "'with.subcode'"],
    [{ do: 'failOperation', with: 'noise' }, "'with'", 'noise', 'code, subcode, message'],
    [{ do: 'hangUp', with: 'busy' }, "'with'", 'busy', 'code, subcode, message'],
    [{ do: 'hangUp', with: undefined }, "'with'", 'undefined', 'code, subcode, message'],
  ])('rejects the invalid step %j and names what is wrong', async (step, ...named: readonly unknown[]) => {
    const { emulator, received, id } = await aCall('established')
    // As JavaScript code may pass it.
    expectNoChange(emulator, received, () => emulator.perform(id, step as Step), ...named.map(String))
  })

  it.each<[string, Step['do']]>([
    ['incoming', 'answer'],
    ['incoming', 'decline'],
    ['incoming', 'hold'],
    ['incoming', 'speak'],
    ['establishing', 'hangUp'],
    ['establishing', 'hold'],
    ['establishing', 'press'],
    ['established', 'answer'],
    ['established', 'decline'],
    ['established', 'resume'],
    ['established', 'failOperation'],
    ['hold', 'hold'],
    ['terminating', 'speak'],
    ['terminating', 'hangUp'],
    ['terminating', 'network'],
    ['terminated', 'answer'],
    ['terminated', 'hangUp'],
    ['terminated', 'rate'],
  ])('in state %s rejects the step %s and names it', async (state, name) => {
    const { emulator, received, id } = await aCall(state)
    const steps: Partial<Record<Step['do'], Step>> = {
      press: { do: 'press', tones: '1' },
      network: { do: 'network', profile: 'good' },
      rate: { do: 'rate', rating: 'good' },
    }
    const step = steps[name] ?? ({ do: name } as Step)
    expectNoChange(
      emulator,
      received,
      () => emulator.perform(id, step),
      'emulator.perform',
      `'${name}'`,
      id,
      `'${state}'`,
    )
  })

  it('rejects an unknown call and names its id', async () => {
    const { emulator, received } = await aCall('established')
    expectNoChange(emulator, received, () => emulator.perform('unknown', { do: 'hangUp' }), "'unknown'")
  })

  it.each<[string, Step, string]>([
    ['establishing', { do: 'answer' }, 'established'],
    ['establishing', { do: 'decline' }, 'terminated'],
    ['incoming', { do: 'hangUp' }, 'terminated'],
    ['established', { do: 'hold' }, 'hold'],
    ['established', { do: 'hangUp', with: results.mediaLost }, 'terminating'],
    ['hold', { do: 'resume' }, 'established'],
    ['hold', { do: 'hangUp' }, 'terminating'],
    ['hold', { do: 'speak', for: '1s' }, 'hold'],
    ['established', { do: 'rate', rating: 'bad', text: 'Nothing was heard.' }, 'established'],
  ])('in state %s applies the step %j at once, which leads to state %s', async (state, step, then) => {
    const { emulator, id } = await aCall(state)
    emulator.perform(id, step)
    expect(emulator.store.getState().calls.get(id)?.state).toBe(then)
    expect(emulator.trace.of('step').at(-1)).toMatchObject({ callId: id, step, by: 'perform' })
  })
})

describe('scenarios', () => {
  const play = async (emulator: ReturnType<typeof setup>) => {
    const call = await createCall(emulator.graph)
    await emulator.emulator.clock.runToIdle()
    return emulator.emulator.store.getState().calls.get(call.id)
  }

  it.each(Object.entries(scenarios))(
    '%s has its key as its name, a description and valid steps',
    (key, scenario: Scenario) => {
      expect(scenario.name).toBe(key)
      expect(scenario.description).toMatch(/^[A-Z].*\.$/)
      expect(defineScenario(scenario)).toEqual(scenario)
    },
  )

  it('the first one that matches the call is played', async () => {
    const world = setup({ scenarios: [scenarios.cancelledByCaller, scenarios.busy, scenarios.unreachable] })
    expect((await play(world))?.resultInfo).toEqual(results.busy)
  })

  it('use adds scenarios before the current ones, and reset removes them', async () => {
    const world = setup({ scenarios: [scenarios.busy] })
    world.emulator.use(scenarios.unreachable, scenarios.declined)
    expect((await play(world))?.resultInfo).toEqual(results.unreachable)
    world.emulator.use(scenarios.declined)
    expect((await play(world))?.resultInfo).toEqual(results.declined)
    world.emulator.reset()
    expect((await play(world))?.resultInfo).toEqual(results.busy)
  })

  it('use rejects an invalid scenario and keeps the current ones', async () => {
    const world = setup({ scenarios: [scenarios.busy] })
    const bad = { name: 'dancer', steps: [{ do: 'dance' }] } as unknown as Scenario
    expect(() => world.emulator.use(scenarios.declined, bad)).toThrow("scenario 'dancer'")
    expect((await play(world))?.resultInfo).toEqual(results.busy)
  })

  it('a call keeps the scenario that it started with', async () => {
    const { emulator, graph } = setup()
    const call = await createCall(graph)
    emulator.use(scenarios.busy)
    await emulator.clock.runToIdle()
    expect(emulator.store.getState().calls.get(call.id)?.state).toBe('established')
  })

  it('a step that the state does not allow is traced and skipped', async () => {
    const impatient: Scenario = {
      name: 'impatient',
      steps: [{ do: 'hold' }, { after: '1s', do: 'answer' }, { after: '1s', do: 'hangUp' }],
    }
    const world = setup({ scenarios: [impatient] })
    expect(await play(world)).toMatchObject({ state: 'terminated', resultInfo: results.endedByOtherSide })
    expect(world.emulator.trace.of('refused')).toMatchObject([
      { what: 'hold', by: 'impatient', nth: 1, why: expect.stringContaining("'establishing'") },
    ])
    expect(
      world.emulator.trace.of('step').map(({ step, by, at }) => [step.do, by, at - Date.parse('2026-01-05T09:00:00Z')]),
    ).toEqual([
      ['answer', 'impatient', 1_000],
      ['hangUp', 'impatient', 2_000],
    ])
  })
})
