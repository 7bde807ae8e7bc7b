import { describe, expect, it } from 'vitest'
import {
  createEmulator,
  defineScenario,
  parseScenario,
  results,
  type Scenario,
  scenarios,
  sequence,
} from '../../src/index.ts'
import {
  ADELE,
  ALEX,
  aGroupCall,
  anAnswer,
  anInvitation,
  anOutgoingCall,
  aRecording,
  CALLBACK,
} from '../support/bodies.ts'
import { setup } from '../support/setup.ts'

/** What a scenario does in an outgoing call, and when, in milliseconds since the call. */
async function played(scenario: Scenario, seed = 7) {
  const world = setup({ seed, scenarios: [scenario] })
  const { body } = await world.graph.post('/communications/calls', anOutgoingCall())
  const begun = world.emulator.clock.now()
  await world.emulator.clock.runToIdle()
  const steps = world.emulator.trace.of('step')
  return { ...world, call: body, steps: steps.map(({ at, step }) => [at - begun, step.do]) }
}

describe('a scenario', () => {
  it('takes its steps one after another, or at a time since the call was placed', async () => {
    const { steps } = await played({
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

  it('repeats what it is told to repeat', async () => {
    const { steps } = await played({
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

  it('leaves to chance what it is told to, drawn from the seed by weight', async () => {
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
      Array.from({ length: 60 }, async (_, seed) => (await played(moody, seed)).steps[0]?.[1]),
    )
    const answered = outcomes.filter((what) => what === 'answer').length
    expect(answered).toBeGreaterThan(35)
    expect(answered).toBeLessThan(55)
    expect((await played(moody, 3)).steps).toEqual((await played(moody, 3)).steps)
  })

  it('waits for what the app does', async () => {
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
    const { body: call } = await graph.post('/communications/calls', anOutgoingCall())
    await emulator.clock.advance('1min')
    const { body: operation } = await graph.post(`/communications/calls/${call.id}/recordResponse`, aRecording())
    await emulator.clock.advance('8s')
    const after = await graph.get(`/communications/calls/${call.id}/operations/${operation.id}`)
    expect(after.body.resultInfo).toMatchObject({ subcode: 8514 })
  })

  it('calls people by the names that it gives them', async () => {
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
    const { body: call } = await graph.post('/communications/calls', aGroupCall())
    await emulator.clock.advance('1s')
    const names = async () => (await graph.get(`/communications/calls/${call.id}/participants`)).body.value.length
    expect(await names()).toBe(2)
    await emulator.clock.advance('1s')
    expect(await names()).toBe(3)
  })

  it('goes on from a snapshot as if nothing had been', async () => {
    const world = setup({ scenarios: [{ name: 'long', steps: [{ do: 'answer' }, { at: '10s', do: 'hangUp' }] }] })
    const { body: call } = await world.graph.post('/communications/calls', anOutgoingCall())
    await world.emulator.clock.advance('5s')
    const other = setup()
    other.emulator.restore(JSON.parse(JSON.stringify(world.emulator.snapshot())))
    await other.emulator.clock.runToIdle()
    expect(other.told.at(-1)).toMatchObject({ changeType: 'deleted', resourceData: { id: call.id } })
  })
})

describe('which scenario a call gets', () => {
  /** What becomes of calls to these people, one after the other. */
  const endings = async (inUse: readonly Scenario[], bodies: readonly object[]) => {
    const { emulator, graph } = setup({ scenarios: inUse })
    const states: string[] = []
    for (const body of bodies) {
      const { body: call } = await graph.post('/communications/calls', body)
      await emulator.clock.advance('10s')
      states.push(emulator.store.getState().calls.get(call.id)?.resultInfo?.message ?? 'up')
    }
    return states
  }
  const call = anOutgoingCall()
  const busy = results.busy.message

  it('depends on who is called', async () => {
    const alexIsBusy = defineScenario({ ...scenarios.busy, match: { who: 'Alex Wilber' } })
    expect(await endings([alexIsBusy], [call, anOutgoingCall({ targets: [anInvitation(ALEX)] })])).toEqual(['up', busy])
  })

  it('depends on what was asked for', async () => {
    const noVideo = defineScenario({ ...scenarios.busy, match: { modality: 'video' } })
    expect(await endings([noVideo], [call, anOutgoingCall({ requestedModalities: ['audio', 'video'] })])).toEqual([
      'up',
      busy,
    ])
  })

  it('depends on how many calls there have been', async () => {
    const second = defineScenario({ ...scenarios.busy, match: { direction: 'outgoing', nth: 2 } })
    expect(await endings([second], [call, call, call])).toEqual(['up', busy, 'up'])
  })

  it('can be played for so many calls only', async () => {
    const twice = defineScenario({ ...scenarios.busy, times: 2 })
    expect(await endings([twice], [call, call, call])).toEqual([busy, busy, 'up'])
  })

  it('can be a sequence for consecutive calls', async () => {
    const days = sequence(scenarios.busy, scenarios.declined, scenarios.busy)
    expect(await endings(days, [call, call, call, call])).toEqual([busy, results.declined.message, busy, 'up'])
  })

  it('is counted anew after a reset', async () => {
    const { emulator, graph } = setup({ scenarios: [defineScenario({ ...scenarios.busy, times: 1 })] })
    for (let round = 0; round < 2; round += 1) {
      const { body } = await graph.post('/communications/calls', call)
      await emulator.clock.advance('10s')
      expect(emulator.store.getState().calls.get(body.id)?.resultInfo).toMatchObject({ subcode: 8539 })
      emulator.reset()
    }
  })
})

describe('a scenario that begins by itself', () => {
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

  it('brings about calls, and goes on in them', async () => {
    const { emulator, graph, told } = setup({ callbackUri: CALLBACK, scenarios: [twoCalls] })
    await emulator.clock.advance('3s')
    const rung = told.map(({ resourceData }) => resourceData)
    expect(rung.map(({ source }) => source.identity)).toMatchObject([
      { user: { id: ADELE } },
      { phone: { id: '+12065550100' } },
    ])
    await graph.post(`/communications/calls/${rung[0].id}/answer`, anAnswer())
    await emulator.clock.runToIdle()
    const endings = told.filter(({ changeType }) => changeType === 'deleted').map(({ resourceData }) => resourceData)
    expect(endings.map(({ id, resultInfo }) => [id, resultInfo.subcode])).toEqual([
      [rung[1].id, 0],
      [rung[0].id, 4521],
    ])
  })

  it('begins again after a reset, and when it is put to use', async () => {
    const { emulator, told } = setup({ callbackUri: CALLBACK })
    await emulator.clock.advance('1min')
    expect(told).toEqual([])
    emulator.use(twoCalls)
    await emulator.clock.advance('2s')
    expect(told).toHaveLength(1)
    emulator.reset()
    await emulator.clock.advance('1min')
    expect(told).toHaveLength(1)
  })

  it('goes on from a snapshot', async () => {
    const { emulator } = setup({ callbackUri: CALLBACK, scenarios: [twoCalls] })
    await emulator.clock.advance('2s')
    const other = setup({ callbackUri: CALLBACK })
    other.emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    await other.emulator.clock.advance('1s')
    expect(other.told).toHaveLength(1)
  })

  it('needs to know where the app is told of calls', () => {
    expect(() => createEmulator({ scenarios: [twoCalls] })).toThrow(/'two people call'.*'callbackUri'/)
  })

  it('notes in the trace whom nobody knows, and goes on', async () => {
    const { emulator, told } = setup({
      callbackUri: CALLBACK,
      scenarios: [
        {
          name: 'strangers',
          trigger: 'start',
          steps: [
            { do: 'incoming', from: 'Nobody' },
            { after: '1s', do: 'incoming' },
          ],
        },
      ],
    })
    await emulator.clock.advance('1s')
    expect(emulator.trace.of('refused')).toMatchObject([
      { what: 'incoming (strangers)', why: expect.stringContaining("'Nobody'") },
    ])
    expect(told).toHaveLength(1)
  })
})

describe('a mistake in a scenario fails at once', () => {
  it.each<[unknown[], Partial<Scenario> | undefined, string]>([
    [[{ do: 'dance' }], undefined, '"dance"'],
    [[{ do: 'answer', after: -1 }], undefined, '-1'],
    [[{ do: 'answer', at: '2s', after: '1s' }], undefined, "'steps[0]': give 'at' or 'after', not both"],
    [
      [
        { at: '3s', do: 'answer' },
        { at: '2s', do: 'hangUp' },
      ],
      undefined,
      '\'steps[1].at\': "2s" is before the step above it',
    ],
    [
      [
        { after: '3s', do: 'answer' },
        { at: '2s', do: 'hangUp' },
      ],
      undefined,
      "'steps[1].at'",
    ],
    [[{ do: 'answer', when: 'tomorrow' }], undefined, '"tomorrow"'],
    [[{ do: 'repeat', times: 0, steps: [] }], undefined, '0'],
    [[{ do: 'repeat', times: 10_001, steps: [{ do: 'answer' }] }], undefined, '10001'],
    [
      [{ do: 'repeat', times: 200, steps: [{ do: 'repeat', times: 200, steps: [{ do: 'hold' }] }] }],
      undefined,
      '10000 steps',
    ],
    [[{ do: 'repeat', times: 2, steps: [{ at: '1s', do: 'hold' }] }], undefined, "cannot have 'at'"],
    [[{ do: 'choose', from: [] }], undefined, "'steps.0.from'"],
    [[{ do: 'incoming' }], undefined, "trigger: 'start'"],
    [[{ do: 'answer', call: 'first' }], undefined, "'steps[0].call'"],
    [[{ do: 'answer' }], { trigger: 'start' }, 'no call has come in yet'],
    [
      [
        { do: 'incoming', as: 'a' },
        { do: 'hangUp', call: 'b' },
      ],
      { trigger: 'start' },
      "no call 'b' has come in yet. There are: a",
    ],
    [[], { trigger: 'start', times: 2 }, "'times'"],
    [[], { times: 0 }, "'times'"],
    [[], { match: { nth: 0.5 } }, "'match.nth'"],
    [[{ do: 'remove' }], undefined, "'steps.0.who'"],
  ])('%j %j', (steps, changes, named) => {
    const scenario = { name: 'wrong', ...changes, steps } as Scenario
    expect(() => defineScenario(scenario)).toThrow(named)
    expect(() => defineScenario(scenario)).toThrow("scenario 'wrong'")
    expect(() => createEmulator({ callbackUri: CALLBACK, scenarios: [scenario] })).toThrow(named)
  })

  it('also in JSON text', () => {
    expect(parseScenario('{ "name": "from a file", "steps": [{ "do": "answer" }] }').steps).toHaveLength(1)
    expect(() => parseScenario('{ "name": "from a file"')).toThrow(/scenario: the text is not JSON/)
    expect(() => parseScenario('{ "name": "from a file" }')).toThrow("'steps'")
  })
})
