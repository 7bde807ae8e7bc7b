import { describe, expect, it } from 'vitest'
import {
  createEmulator,
  defineScenario,
  parseScenario,
  type Scenario,
  type ScenarioStep,
  scenarios,
  sequence,
} from '../../../src/index.ts'
import { CALLBACK } from '../../support/bodies.ts'
import { setup } from '../../support/setup.ts'

describe('An invalid scenario', () => {
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
      '\'steps[1].at\': "2s" is earlier than the step before it',
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
    [[{ do: 'answer' }], { trigger: 'start' }, 'there is no incoming call before this step'],
    [
      [
        { do: 'incoming', as: 'a' },
        { do: 'hangUp', call: 'b' },
      ],
      { trigger: 'start' },
      "there is no incoming call 'b' before this step. Calls so far: a",
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
      "'steps[2]': 'speak' is not possible after the call has ended ('steps[0]')",
    ],
    [[{ do: 'deny', who: 'app' }, { do: 'answer' }], undefined, "ended ('steps[0]')"],
    [[{ when: 'terminated', do: 'speak' }], undefined, "'speak' is not possible after the call has ended."],
    [[{ do: 'repeat', times: 2, steps: [{ do: 'hangUp' }] }], undefined, "'steps[0]': a step that ends the call"],
    [
      [{ do: 'choose', from: [{ steps: [{ do: 'hangUp' }] }, { steps: [{ do: 'hangUp' }] }] }, { do: 'hold' }],
      undefined,
      "'steps[1]': 'hold' is not possible",
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
  ])('is refused by name and path: %j %j', (steps, changes, named) => {
    const scenario = { name: 'wrong', ...changes, steps } as Scenario
    expect(() => defineScenario(scenario)).toThrow(named)
    expect(() => defineScenario(scenario)).toThrow("scenario 'wrong'")
    expect(() => createEmulator({ callbackUri: CALLBACK, scenarios: [scenario] })).toThrow(named)
  })

  it('is refused when it contains itself', () => {
    const steps: ScenarioStep[] = []
    steps.push({ do: 'repeat', times: 2, steps })
    expect(() => defineScenario({ name: 'endless', steps })).toThrow("scenario 'endless': it must be plain JSON")
  })

  it('is refused in a sequence', () => {
    const list: Scenario[] = sequence(scenarios.busy)
    expect(() => Reflect.apply(setup().emulator.use, undefined, [list])).toThrow('Spread the list: ...sequence(a, b).')
    const started: Scenario = {
      name: 'two people call',
      trigger: 'start',
      steps: [{ do: 'incoming' }, { do: 'incoming' }],
    }
    expect(() => sequence(scenarios.busy, started)).toThrow("sequence: scenario 'two people call' has trigger: 'start'")
    expect(() => sequence(scenarios.busy, { name: 'wrong', steps: [{ do: 'dance' } as never] })).toThrow(
      "scenario 'wrong': 'steps[0].do'",
    )
  })

  it('is not refused when it may still be valid, depending on chance and on the participants', () => {
    const steps: ScenarioStep[] = [
      { do: 'choose', from: [{ steps: [{ do: 'hangUp' }] }, { steps: [{ after: '5s', do: 'answer' }] }] },
      { at: '1s', do: 'answer', who: 'Unknown' },
    ]
    expect(defineScenario({ name: 'valid', steps }).steps).toBe(steps)
  })

  it('is refused when it is parsed from JSON', () => {
    expect(parseScenario('{ "name": "from a file", "steps": [{ "do": "answer" }] }').steps).toHaveLength(1)
    const imported = { name: 'from a module', steps: [{ do: 'answer' }, { do: 'hold', after: '1s' }] }
    expect(parseScenario(imported)).toEqual(imported)
    expect(() => parseScenario({ name: 'from a module', steps: [{ do: 'dance' }] })).toThrow("'steps[0].do'")
    expect(() => parseScenario('{ "name": "from a file"')).toThrow(/scenario: the text is not JSON/)
    expect(() => parseScenario('{ "name": "from a file" }')).toThrow("'steps'")
  })
})
