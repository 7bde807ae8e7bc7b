import { describe, expect, it } from 'vitest'
import {
  createEmulator,
  defineScenario,
  parseScenario,
  results,
  type Scenario,
  type ScenarioStep,
  scenarios,
  sequence,
} from '../../src/index.ts'
import {
  ADELE,
  ALEX,
  aGroupCall,
  aMeeting,
  anAnswer,
  anInvitation,
  anOutgoingCall,
  aRecording,
  CALLBACK,
} from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
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
    const call = await createCall(graph)
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
    const call = await createCall(graph, aGroupCall())
    await emulator.clock.advance('1s')
    const names = async () => (await graph.get(`/communications/calls/${call.id}/participants`)).body.value.length
    expect(await names()).toBe(2)
    await emulator.clock.advance('1s')
    expect(await names()).toBe(3)
  })

  it('goes on from a snapshot as if nothing had been', async () => {
    const world = setup({ scenarios: [{ name: 'long', steps: [{ do: 'answer' }, { at: '10s', do: 'hangUp' }] }] })
    const call = await createCall(world.graph)
    await world.emulator.clock.advance('5s')
    const other = setup()
    other.emulator.restore(JSON.parse(JSON.stringify(world.emulator.snapshot())))
    await other.emulator.clock.runToIdle()
    expect(other.received.at(-1)).toMatchObject({ changeType: 'deleted', resourceData: { id: call.id } })
  })
})

describe('what a scenario does besides its call', () => {
  const trouble: Scenario = {
    name: 'trouble',
    steps: [
      { do: 'answer' },
      { do: 'fault', rule: { name: 'lost', match: { path: '/subscriptions' }, drop: true } },
      { after: '5s', do: 'speak' },
      { when: 'recordResponse', do: 'press', tones: '1' },
      { after: '10s', do: 'endFault', name: 'lost' },
      { do: 'mark', name: 'over' },
    ],
  }
  const isLost = ({ graph }: ReturnType<typeof setup>) =>
    graph.get('/subscriptions').then(
      () => false,
      () => true,
    )

  it('is done when the call is over, too', async () => {
    const world = setup({ scenarios: [trouble] })
    const { emulator, graph } = world
    const call = await createCall(graph)
    await emulator.clock.advance('1s')
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.advance('9s')
    expect(await isLost(world)).toBe(true)
    await emulator.clock.runToIdle()
    expect(await isLost(world)).toBe(false)
    expect(emulator.trace.of('mark')).toMatchObject([{ name: 'over', by: 'trouble' }])
    expect(emulator.trace.of('refused')).toEqual([])
  })

  it('can follow the end of the call', async () => {
    const { emulator } = await played({
      name: 'after the end',
      steps: [{ do: 'decline' }, { when: 'terminated', after: '3s', do: 'mark', name: 'ended' }],
    })
    expect(emulator.trace.of('mark')).toMatchObject([{ at: Date.parse('2026-01-05T09:00:03Z') }])
  })

  it('is in the trace, with the rule and who ordered it', async () => {
    const world = await played({ ...trouble, steps: [...trouble.steps.slice(0, 2), { do: 'hangUp' }] })
    expect(world.emulator.trace.of('control')).toMatchObject([
      { step: { do: 'fault', rule: { name: 'lost' } }, by: 'trouble' },
    ])
    expect(world.emulator.trace.toMermaid()).toContain('Note over graph: fault lost (trouble)')
  })

  it('needs no call, and nowhere to tell of one', async () => {
    const world = setup({
      scenarios: [{ name: 'outage', trigger: 'start', steps: [{ after: '1s', do: 'fault', rule: { drop: true } }] }],
    })
    expect(await isLost(world)).toBe(false)
    await world.emulator.clock.advance('1s')
    expect(await isLost(world)).toBe(true)
  })

  it('ends subscriptions, at once or sooner than they would; one that ends sooner still, ends then', async () => {
    const { emulator, graph } = setup()
    const subscribe = async (expirationDateTime: string) => {
      const notificationUrl = 'https://app.contoso.com/changes'
      const wish = {
        resource: 'communications/callRecords',
        changeType: 'created',
        notificationUrl,
        expirationDateTime,
      }
      return (await graph.post('/subscriptions', wish)).body.id
    }
    const soon = await subscribe('2026-01-05T09:02:00Z')
    await subscribe('2026-01-06T09:00:00Z')
    const endings = async () =>
      (await graph.get('/subscriptions')).body.value.map((one: Record<string, string>) => one.expirationDateTime)
    emulator.use({ name: 'sooner', trigger: 'start', steps: [{ do: 'expireSubscriptions', in: '5min' }] })
    await emulator.clock.advance(0)
    expect((await endings()).sort()).toEqual(['2026-01-05T09:02:00Z', '2026-01-05T09:05:00Z'])
    emulator.use({ name: 'now', trigger: 'start', steps: [{ do: 'expireSubscriptions' }] })
    await emulator.clock.advance(0)
    expect(await endings()).toEqual([])
    expect((await graph.get(`/subscriptions/${soon}`)).status).toBe(404)
    await emulator.clock.advance('1d')
    expect(emulator.trace.of('error')).toEqual([])
  })
})

describe('which scenario a call gets', () => {
  /** What becomes of calls to these people, one after the other. */
  const endings = async (inUse: readonly Scenario[], bodies: readonly object[]) => {
    const { emulator, graph } = setup({ scenarios: inUse })
    const states: string[] = []
    for (const body of bodies) {
      const call = await createCall(graph, body)
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

  it('depends on which meeting is joined: by its join id, or the thread of its chat', async () => {
    const refused = results.removed.message
    const into = (meeting: string) =>
      defineScenario({ name: 'turned away', match: { meeting }, steps: [{ do: 'lobby' }, { after: '1s', do: 'deny' }] })
    const byId = {
      ...aMeeting(),
      meetingInfo: {
        '@odata.type': '#microsoft.graph.joinMeetingIdMeetingInfo',
        joinMeetingId: '1234567',
        passcode: null,
      },
    }
    expect(await endings([into('1234567')], [aMeeting(), byId])).toEqual(['up', refused])
    const { threadId } = aMeeting().chatInfo
    const other = aMeeting({ chatInfo: { ...aMeeting().chatInfo, threadId: '19:other@thread.v2' } })
    expect(await endings([into(threadId)], [call, other, aMeeting()])).toEqual(['up', 'up', refused])
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

  it('is counted anew when it is put to use again, whatever it is called', async () => {
    const { emulator, graph } = setup()
    const states: string[] = []
    for (const scenario of [scenarios.busy, scenarios.busy, { ...scenarios.declined, name: 'busy' }]) {
      emulator.use({ ...scenario, times: 1 })
      const { body } = await graph.post('/communications/calls', call)
      await emulator.clock.advance('10s')
      states.push(emulator.store.getState().calls.get(body.id)?.resultInfo?.message ?? 'up')
    }
    expect(states).toEqual([busy, busy, results.declined.message])
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

describe('a scenario that begins by itself', () => {
  it('brings about calls, and goes on in them', async () => {
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

  it('lets the next one call when the last has gone', async () => {
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

  it('goes on when what it waits for cannot come any more', async () => {
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

  it('begins again after a reset, and when it is put to use', async () => {
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

  it('goes on from a snapshot', async () => {
    const { emulator } = setup({ callbackUri: CALLBACK, scenarios: [twoCalls] })
    await emulator.clock.advance('2s')
    const other = setup({ callbackUri: CALLBACK })
    other.emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    await other.emulator.clock.advance('1s')
    expect(other.received).toHaveLength(1)
  })

  it('needs to know where the app is told of calls', () => {
    expect(() => createEmulator({ scenarios: [twoCalls] })).toThrow(/'two people call'.*'callbackUri'/)
  })

  it('calls from somebody who is there', () => {
    const strangers = (from: string, actors = {}): Scenario => ({
      name: 'strangers',
      trigger: 'start',
      actors,
      steps: [{ do: 'repeat', times: 2, steps: [{ do: 'incoming', from }] }],
    })
    const use = (scenario: Scenario) => () => setup({ callbackUri: CALLBACK }).emulator.use(scenario)
    expect(use(strangers('Nobody'))).toThrow("scenario 'strangers': 'steps[0].steps[0]': 'Nobody' is unknown")
    expect(use(strangers('boss', { boss: 'Nobody' }))).toThrow("'Nobody' is unknown")
    expect(use(strangers('boss', { boss: 'Adele Vance' }))).not.toThrow()
  })

  it('notes in the trace what it cannot do, by scenario and step, and goes on', async () => {
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
      { what: 'hangUp', by: 'by chance', nth: 1, why: expect.stringContaining("no call 'never'") },
    ])
    expect(received).toHaveLength(1)
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
    [[{ do: 'choose', from: [] }], undefined, "'steps[0].from'"],
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
    [[{ do: 'remove' }], undefined, "'steps[0].who': Required but missing"],
    [[{ do: 'answer', whom: 'x' }], undefined, "'steps[0].whom': Unknown member. Expected one of: do, who, after"],
    [[], { match: { meting: 'x' } as never }, "'match.meting': Unknown member. Expected one of: direction, kind"],
    [
      [{ do: 'hangUp' }, { do: 'mark', name: 'over' }, { do: 'speak' }],
      undefined,
      "'steps[2]': nobody can 'speak' when the call is over ('steps[0]')",
    ],
    [[{ do: 'deny', who: 'app' }, { do: 'answer' }], undefined, "over ('steps[0]')"],
    [[{ when: 'terminated', do: 'speak' }], undefined, "nobody can 'speak' when the call is over."],
    [[{ do: 'repeat', times: 2, steps: [{ do: 'hangUp' }] }], undefined, "'steps[0]': what ends the call"],
    [
      [{ do: 'choose', from: [{ steps: [{ do: 'hangUp' }] }, { steps: [{ do: 'hangUp' }] }] }, { do: 'hold' }],
      undefined,
      "'steps[1]': nobody can 'hold'",
    ],
    [
      [
        { after: '3s', do: 'answer' },
        { do: 'choose', from: [{ steps: [] }, { steps: [{ at: '2s', do: 'hold' }] }] },
      ],
      undefined,
      "'steps[1].from[1].steps[0].at'",
    ],
    [
      [
        { do: 'repeat', times: 3, steps: [{ after: '1s', do: 'press', tones: '1' }] },
        { at: '2s', do: 'hangUp' },
      ],
      undefined,
      "'steps[1].at'",
    ],
  ])('%j %j', (steps, changes, named) => {
    const scenario = { name: 'wrong', ...changes, steps } as Scenario
    expect(() => defineScenario(scenario)).toThrow(named)
    expect(() => defineScenario(scenario)).toThrow("scenario 'wrong'")
    expect(() => createEmulator({ callbackUri: CALLBACK, scenarios: [scenario] })).toThrow(named)
  })

  it('also one that has no end, as it contains itself', () => {
    const steps: ScenarioStep[] = []
    steps.push({ do: 'repeat', times: 2, steps })
    expect(() => defineScenario({ name: 'endless', steps })).toThrow("scenario 'endless': it is not plain JSON")
  })

  it('also in a sequence', () => {
    const list: Scenario[] = sequence(scenarios.busy)
    expect(() => Reflect.apply(setup().emulator.use, undefined, [list])).toThrow('Spread it: ...sequence(a, b).')
    expect(() => sequence(scenarios.busy, twoCalls)).toThrow("sequence: scenario 'two people call' begins by itself")
    expect(() => sequence(scenarios.busy, { name: 'wrong', steps: [{ do: 'dance' } as never] })).toThrow(
      "scenario 'wrong': 'steps[0].do'",
    )
  })

  it('not one that may still be right: what is left to chance, and to who is there', () => {
    const steps: ScenarioStep[] = [
      { do: 'choose', from: [{ steps: [{ do: 'hangUp' }] }, { steps: [{ after: '5s', do: 'answer' }] }] },
      { at: '1s', do: 'answer', who: 'Somebody' },
    ]
    expect(defineScenario({ name: 'right', steps }).steps).toBe(steps)
  })

  it('also in JSON text', () => {
    expect(parseScenario('{ "name": "from a file", "steps": [{ "do": "answer" }] }').steps).toHaveLength(1)
    const imported = { name: 'from a module', steps: [{ do: 'answer' }, { do: 'hold', after: '1s' }] }
    expect(parseScenario(imported)).toEqual(imported)
    expect(() => parseScenario({ name: 'from a module', steps: [{ do: 'dance' }] })).toThrow("'steps[0].do'")
    expect(() => parseScenario('{ "name": "from a file"')).toThrow(/scenario: the text is not JSON/)
    expect(() => parseScenario('{ "name": "from a file" }')).toThrow("'steps'")
  })
})
