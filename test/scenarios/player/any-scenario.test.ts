import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MILESTONES } from '../../../src/calls/steps.ts'
import { defineScenario, type Scenario, type ScenarioStep } from '../../../src/index.ts'
import {
  ALEX,
  aGroupCall,
  aMeeting,
  anAnswer,
  anOutgoingCall,
  aPrompt,
  aRecording,
  CALLBACK,
} from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const who = fc.constantFrom(undefined, 'app', 'Adele Vance', ALEX, '+12065550100', 'Stranger', 'boss')
const people = ['answer', 'decline', 'join', 'leave', 'lobby', 'admit', 'deny', 'mute', 'unmute', 'share'] as const
const what = fc.oneof(
  fc.tuple(fc.constantFrom(...people), who).map(([step, name]) => ({ do: step, ...(name && { who: name }) })),
  fc.constantFrom<ScenarioStep>(
    { do: 'hold' },
    { do: 'resume' },
    { do: 'speak', for: '2s' },
    { do: 'press', tones: '1#' },
    { do: 'failOperation' },
    { do: 'remove', who: 'Adele Vance' },
    { do: 'remove', who: 'app' },
    { do: 'hangUp' },
    { do: 'fault', rule: { name: 'late', latency: '1s' } },
    { do: 'endFault', name: 'late' },
    { do: 'expireSubscriptions', in: '1s' },
  ),
)
const when = fc.record(
  { after: fc.constantFrom('1s', '20s'), when: fc.constantFrom(...MILESTONES) },
  { requiredKeys: [] },
)
const incoming = fc.constantFrom<ScenarioStep>({ do: 'incoming', from: 'boss' }, { do: 'incoming', others: [ALEX] })
const timed = <Doing extends object>(doing: fc.Arbitrary<Doing>) =>
  fc.tuple(doing, when).map(([one, timing]) => ({ ...one, ...timing }))
const stepsOf = (doing: fc.Arbitrary<object>) =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: timed(doing) },
      { weight: 1, arbitrary: fc.array(timed(doing)).map((inner) => ({ do: 'repeat', times: 2, steps: inner })) },
    ),
    { maxLength: 8 },
  )
const script = fc.oneof(
  stepsOf(what).map((steps) => ({ steps })),
  stepsOf(fc.oneof(what, incoming)).map((steps) => ({ trigger: 'start', steps: [{ do: 'incoming' }, ...steps] })),
)

it('Any scenario is either refused when it is defined or plays without errors, with impossible steps in the trace', async () => {
  const seen = { defined: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(
      script,
      fc.constantFrom(anOutgoingCall(), aGroupCall(), aMeeting()),
      fc.boolean(),
      async (drawn, body, answers) => {
        const scenario = { name: 'anything', actors: { boss: 'Adele Vance' }, ...drawn } as Scenario
        if (!isDefined(scenario)) return
        seen.defined += 1
        const { emulator, graph } = setup({ callbackUri: CALLBACK, scenarios: [scenario], onError: () => {} })
        const call = await createCall(graph, body)
        const act = (path: string, request: object) =>
          void graph.post(`/communications/calls/${call.id}/${path}`, request).catch(() => undefined)
        await emulator.clock.advance('2s')
        for (const one of emulator.store.getState().calls.values())
          if (one.state === 'incoming' && answers)
            void graph.post(`/communications/calls/${one.id}/answer`, anAnswer()).catch(() => undefined)
        act('recordResponse', aRecording())
        act('playPrompt', { prompts: [aPrompt()] })
        await emulator.clock.advance('1min')
        await emulator.clock.runToIdle()

        expect(emulator.trace.of('error')).toEqual([])
        const refused = emulator.trace.of('refused').filter(({ by }) => by === 'anything')
        seen.refused += refused.length
        for (const { nth, why } of refused) expect([typeof nth, why.length > 10]).toEqual(['number', true])
      },
    ),
    { numRuns: 100 },
  )
  expect(Math.min(seen.defined, seen.refused)).toBeGreaterThan(20)
}, 30_000)

/** Whether `defineScenario` accepts it; if not, the error must name the scenario and a path. */
function isDefined(scenario: Scenario): boolean {
  try {
    defineScenario(scenario)
    return true
  } catch (error) {
    expect(String(error)).toMatch(/^TypeError: scenario 'anything': '(steps|match)/)
    return false
  }
}
