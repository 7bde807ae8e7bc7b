import { describe, expect, it } from 'vitest'
import { createEmulator, defineScenario, type Scenario } from '../../../src/index.ts'
import { ADELE, ALEX, aGroupCall, anAnswer, aRecording, CALLBACK } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

/** Plays a scenario in an outgoing call. @returns also its steps with their times in milliseconds since the call. */
async function play(scenario: Scenario, seed = 7) {
  const world = setup({ seed, scenarios: [scenario] })
  const call = await createCall(world.graph)
  const begun = world.emulator.clock.now()
  await world.emulator.clock.runToIdle()
  const steps = world.emulator.trace.of('step')
  return { ...world, call, steps: steps.map(({ at, step }) => [at - begun, step.do]) }
}

describe('A scenario', () => {
  it('takes its steps one after another, or at a time after the call was created', async () => {
    const { steps } = await play({
      name: 'in time',
      steps: [
        { after: '1s', do: 'answer' },
        { at: '5s', do: 'speak', for: '1s' },
        { after: '1s', do: 'press', tones: '1' },
        { at: '1min', do: 'hangUp' },
      ],
    })
    expect(steps).toEqual([
      [1_000, 'answer'],
      [5_000, 'speak'],
      [6_000, 'press'],
      [60_000, 'hangUp'],
    ])
  })

  it('repeats the steps in repeat', async () => {
    const { steps } = await play({
      name: 'talks a lot',
      steps: [
        { do: 'answer' },
        {
          do: 'repeat',
          times: 2,
          steps: [
            { after: '1s', do: 'speak' },
            { after: '2s', do: 'silence' },
          ],
        },
        { after: '1s', do: 'hangUp' },
      ],
    })
    expect(steps).toEqual([
      [0, 'answer'],
      [1_000, 'speak'],
      [3_000, 'silence'],
      [4_000, 'speak'],
      [6_000, 'silence'],
      [7_000, 'hangUp'],
    ])
  })

  it('takes an alternative in choose, drawn from the seed by weight', async () => {
    const moody: Scenario = {
      name: 'moody',
      steps: [
        {
          do: 'choose',
          from: [{ weight: 3, steps: [{ after: '1s', do: 'answer' }] }, { steps: [{ after: '1s', do: 'decline' }] }],
        },
      ],
    }
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, async (_, seed) => (await play(moody, seed)).steps[0]?.[1]),
    )
    const answered = outcomes.filter((what) => what === 'answer').length
    expect(answered).toBeGreaterThan(35)
    expect(answered).toBeLessThan(55)
    expect((await play(moody, 3)).steps).toEqual((await play(moody, 3)).steps)
  })

  it('waits for an action of the app', async () => {
    const { emulator, graph } = setup({
      scenarios: [
        {
          name: 'speaks when recorded',
          steps: [
            { do: 'answer' },
            { when: 'recordResponse', after: '3s', do: 'speak', for: '4s' },
            { after: '5s', do: 'press', tones: '#' },
          ],
        },
      ],
    })
    const call = await createCall(graph)
    await emulator.clock.advance('1min')
    const { body: operation } = await graph.post(`/communications/calls/${call.id}/recordResponse`, aRecording())
    await emulator.clock.advance('8s')
    const after = await graph.get(`/communications/calls/${call.id}/operations/${operation.id}`)
    expect(after.body.resultInfo).toMatchObject({ subcode: 8514 })
  })

  it('does not wait for a state that its call has already reached', async () => {
    const { steps } = await play({
      name: 'speaks before it waits',
      steps: [
        { do: 'answer' },
        { after: '5s', do: 'speak', for: '1s' },
        { when: 'established', after: '1s', do: 'hangUp' },
      ],
    })
    expect(steps).toEqual([
      [0, 'answer'],
      [5_000, 'speak'],
      [6_000, 'hangUp'],
    ])
  })

  it('takes a step at once when its time has passed while the scenario waited', async () => {
    const { emulator, graph } = setup({
      scenarios: [
        {
          name: 'waits too long',
          steps: [{ do: 'answer' }, { when: 'recordResponse', do: 'silence' }, { at: '3s', do: 'hangUp' }],
        },
      ],
    })
    const call = await createCall(graph)
    const begun = emulator.clock.now()
    await emulator.clock.advance('10s')
    await graph.post(`/communications/calls/${call.id}/recordResponse`, aRecording())
    await emulator.clock.runToIdle()
    expect(emulator.trace.of('step').map(({ at, step }) => [at - begun, step.do])).toEqual([
      [0, 'answer'],
      [10_000, 'silence'],
      [10_000, 'hangUp'],
    ])
  })

  it('refers to people by the names in actors', async () => {
    const { emulator, graph } = setup({
      scenarios: [
        {
          name: 'the boss comes late',
          match: { kind: 'group' },
          actors: { boss: 'Adele Vance', assistant: ALEX },
          steps: [
            { after: '1s', do: 'answer', who: 'assistant' },
            { after: '1s', do: 'answer', who: 'boss' },
          ],
        },
      ],
    })
    const call = await createCall(graph, aGroupCall())
    await emulator.clock.advance('1s')
    const names = async () => (await graph.get(`/communications/calls/${call.id}/participants`)).body.value.length
    expect(await names()).toBe(2)
    await emulator.clock.advance('1s')
    expect(await names()).toBe(3)
  })

  it('continues from a snapshot', async () => {
    const world = setup({ scenarios: [{ name: 'long', steps: [{ do: 'answer' }, { at: '10s', do: 'hangUp' }] }] })
    const call = await createCall(world.graph)
    await world.emulator.clock.advance('5s')
    const other = setup()
    other.emulator.restore(JSON.parse(JSON.stringify(world.emulator.snapshot())))
    await other.emulator.clock.runToIdle()
    expect(other.received.at(-1)).toMatchObject({ changeType: 'deleted', resourceData: { id: call.id } })
  })
})

const twoCalls = defineScenario({
  name: 'two people call',
  trigger: 'start',
  steps: [
    { after: '2s', do: 'incoming', as: 'first', from: 'Adele Vance' },
    { after: '1s', do: 'incoming', as: 'second', from: '+12065550100' },
    { call: 'first', when: 'established', after: '5s', do: 'hangUp' },
    { call: 'second', do: 'hangUp' },
  ],
})

describe('A scenario with the trigger start', () => {
  it('calls the app and takes its further steps in these calls', async () => {
    const { emulator, graph, received } = setup({ callbackUri: CALLBACK, scenarios: [twoCalls] })
    await emulator.clock.advance('3s')
    const rung = received.map(({ resourceData }) => resourceData)
    expect(rung.map(({ source }) => source.identity)).toMatchObject([
      { user: { id: ADELE } },
      { phone: { id: '+12065550100' } },
    ])
    await graph.post(`/communications/calls/${rung[0].id}/answer`, anAnswer())
    await emulator.clock.runToIdle()
    const endings = received
      .filter(({ changeType }) => changeType === 'deleted')
      .map(({ resourceData }) => resourceData)
    expect(emulator.trace.of('step').map(({ step, by }) => [step.do, by])).toEqual(
      ['incoming', 'incoming', 'hangUp', 'hangUp'].map((what) => [what, 'two people call']),
    )
    expect(emulator.trace.toMermaid()).toContain('as Adele Vance')
    expect(endings.map(({ id, resultInfo }) => [id, resultInfo.subcode])).toEqual([
      [rung[1].id, 0],
      [rung[0].id, 4521],
    ])
  })

  it('can wait for the end of one call before the next', async () => {
    const { emulator, received } = setup({
      callbackUri: CALLBACK,
      scenarios: [
        {
          name: 'one after the other',
          trigger: 'start',
          steps: [
            { do: 'incoming' },
            { after: '5s', do: 'hangUp' },
            { when: 'terminated', after: '2s', do: 'incoming', from: 'Alex Wilber' },
          ],
        },
      ],
    })
    await emulator.clock.advance('6s')
    expect(received.filter(({ changeType }) => changeType === 'created')).toHaveLength(1)
    await emulator.clock.advance('2s')
    expect(received.at(-1)).toMatchObject({ resourceData: { source: { identity: { user: { id: ALEX } } } } })
  })

  it('continues when the event that it waits for can no longer happen', async () => {
    const { emulator, graph, received } = setup({ callbackUri: CALLBACK, scenarios: [twoCalls] })
    await emulator.clock.advance('3s')
    const [first, second] = received.map(({ resourceData }) => resourceData.id)
    await graph.post(`/communications/calls/${first}/reject`, { reason: 'busy' })
    await emulator.clock.runToIdle()
    expect(emulator.trace.of('refused')).toMatchObject([
      { callId: first, what: 'hangUp', by: 'two people call', nth: 3, why: expect.stringContaining("'terminated'") },
    ])
    expect(received.at(-1)).toMatchObject({ changeType: 'deleted', resourceData: { id: second } })
  })

  it('continues when a step has to wait in a call that has ended', async () => {
    const { emulator } = setup({
      callbackUri: CALLBACK,
      scenarios: [
        {
          name: 'calls and gives up',
          trigger: 'start',
          steps: [
            { do: 'incoming', as: 'first' },
            { call: 'first', after: '1s', do: 'hangUp' },
            { after: '1min', do: 'mark', name: 'a minute later' },
            { call: 'first', when: 'established', do: 'speak' },
            { do: 'mark', name: 'the end' },
          ],
        },
      ],
    })
    await emulator.clock.runToIdle()
    expect(emulator.trace.of('refused')).toMatchObject([
      { what: 'speak', nth: 4, why: expect.stringContaining("'terminated'") },
    ])
    expect(emulator.trace.of('mark').map(({ name }) => name)).toEqual(['a minute later', 'the end'])
  })

  it('starts when it is used, and no longer after a reset', async () => {
    const { emulator, received } = setup({ callbackUri: CALLBACK })
    await emulator.clock.advance('1min')
    expect(received).toEqual([])
    emulator.use(twoCalls)
    await emulator.clock.advance('2s')
    expect(received).toHaveLength(1)
    emulator.reset()
    await emulator.clock.advance('1min')
    expect(received).toHaveLength(1)
  })

  it('starts again after a reset when it was given to createEmulator', async () => {
    const { emulator, received } = setup({ callbackUri: CALLBACK, scenarios: [twoCalls] })
    await emulator.clock.advance('2s')
    expect(received).toHaveLength(1)
    emulator.reset()
    await emulator.clock.advance('2s')
    expect(received).toHaveLength(2)
  })

  it('continues from a snapshot', async () => {
    const { emulator } = setup({ callbackUri: CALLBACK, scenarios: [twoCalls] })
    await emulator.clock.advance('2s')
    const other = setup({ callbackUri: CALLBACK })
    other.emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    await other.emulator.clock.advance('1s')
    expect(other.received).toHaveLength(1)
  })

  it('is refused without a callbackUri', () => {
    expect(() => createEmulator({ scenarios: [twoCalls] })).toThrow(/'two people call'.*'callbackUri'/)
  })

  it('is refused when a caller is not in the directory', () => {
    const callsFrom = (from: string, actors = {}): Scenario => ({
      name: 'calls',
      trigger: 'start',
      actors,
      steps: [{ do: 'repeat', times: 2, steps: [{ do: 'incoming', from }] }],
    })
    const use = (scenario: Scenario) => () => setup({ callbackUri: CALLBACK }).emulator.use(scenario)
    expect(use(callsFrom('Stranger'))).toThrow("scenario 'calls': 'steps[0].steps[0]': 'Stranger' is unknown")
    expect(use(callsFrom('boss', { boss: 'Stranger' }))).toThrow("'Stranger' is unknown")
    expect(use(callsFrom('boss', { boss: 'Adele Vance' }))).not.toThrow()
  })

  it('records an impossible step in the trace by scenario and number, and continues', async () => {
    const { emulator, received } = setup({
      callbackUri: CALLBACK,
      scenarios: [
        {
          name: 'by chance',
          trigger: 'start',
          steps: [
            { do: 'choose', from: [{ weight: 1_000_000, steps: [] }, { steps: [{ do: 'incoming', as: 'never' }] }] },
            { after: '1s', do: 'hangUp', call: 'never' },
            { after: '1s', do: 'incoming' },
          ],
        },
      ],
    })
    await emulator.clock.advance('2s')
    expect(emulator.trace.of('refused')).toMatchObject([
      { what: 'hangUp', by: 'by chance', nth: 1, why: expect.stringContaining("a call 'never'") },
    ])
    expect(received).toHaveLength(1)
  })
})
