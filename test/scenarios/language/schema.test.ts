import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SCHEMA_FILE, scenarioSchema } from '../../../scripts/schema.ts'
import { defineScenario, type Scenario, scenarios } from '../../../src/index.ts'

interface Schema {
  readonly description?: string
  readonly const?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
  readonly $defs: { readonly steps: Schema; readonly rule: Schema; readonly record: Schema }
}

const schema: Schema = JSON.parse(scenarioSchema())
const steps = schema.$defs.steps.items?.oneOf ?? []
// Strict: an unknown keyword is an error.
const accepts = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema)

describe('The JSON Schema of scenarios', () => {
  it('is up to date with the output of `npm run schema`', () => {
    // Not `toBe`: the file is one long line, which a failure would print.
    expect(readFileSync(SCHEMA_FILE, 'utf8') === scenarioSchema()).toBe(true)
  })

  it('describes every step and every member', () => {
    const undescribed: string[] = []
    const look = (where: string, { properties = {}, items }: Schema) => {
      for (const [name, member] of Object.entries(properties)) {
        if (!member.description && where !== 'resultInfo') undescribed.push(`${where}.${name}`)
        look(`${where}.${name}`, member)
      }
      if (items) look(`${where}[]`, items)
    }
    look('scenario', schema)
    look('record', schema.$defs.record)
    for (const step of steps) {
      if (!step.description) undescribed.push(String(step.properties?.do?.const))
      look(String(step.properties?.do?.const), step)
    }
    expect(undescribed).toEqual([])
    expect(steps.length).toBeGreaterThan(29)
  })

  it.each(Object.values<Scenario>(scenarios))('accepts $name', (scenario) => {
    expect(accepts({ $schema: './node_modules/…/scenario.schema.json', ...JSON.parse(JSON.stringify(scenario)) })).toBe(
      true,
    )
  })

  it('accepts exactly the steps that defineScenario accepts', () => {
    const names = [...new Set(steps.flatMap(({ properties = {} }) => Object.keys(properties)))].filter(
      // Rules about calls and about one time a step concern the whole scenario: JSON Schema cannot express them.
      (name) => !['do', 'call', 'at'].includes(name),
    )
    const value = fc.oneof(
      fc.constantFrom(
        '1s',
        'PT1S',
        '1.5min',
        'P',
        'PT',
        '1 s',
        '-1s',
        'soon',
        '',
        'established',
        'poorWifi',
        'bad',
        '1#',
      ),
      fc.constantFrom<unknown>(0, -1, 1.5, 1, 10_001, null, true, [], {}, ['a'], [{ steps: [] }], [{ do: 'answer' }]),
      fc.constantFrom<unknown>({ code: 1, subcode: 2, message: 'x' }, { code: 1 }, { drop: true }, { drop: false }),
      fc.constantFrom<unknown>({ drop: true, malformed: true }, { latency: '1s' }, { latency: -1, drop: true }),
      fc.constantFrom<unknown>({ error: { status: 500, code: 'x' } }, { error: { status: 200, code: 'x' } }),
    )
    const step = fc
      .tuple(
        fc.constantFrom(...steps.map(({ properties }) => properties?.do?.const), 'dance'),
        fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 3 }),
      )
      .map(([what, members]) => ({ ...members, do: what }))
    const seen = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(step, (one) => {
        const scenario = { name: 'one step', ...whereFor(one.do), steps: [...before(one.do), one] }
        const isValid = isDefined(scenario)
        seen[isValid ? 'accepted' : 'refused'] += 1
        expect(accepts(scenario)).toBe(isValid)
      }),
      { numRuns: 3_000 },
    )
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(300)
  })

  it.each([
    [{ times: 0 }],
    [{ times: 1.5 }],
    [{ name: '' }],
    [{ steps: {} }],
    [{ match: { direction: 'sideways' } }],
    [{ match: { meting: 'x' } }],
    [{ record: { latency: 'soon' } }],
    [{ record: { latency: 'typical', updates: [{ after: '1s' }] } }],
    [{ record: { updates: [{}] } }],
    [{ actors: { boss: 7 } }],
    [{ actors: { boss: 'Adele Vance' } }],
    [{ steps: undefined }],
  ])('agrees with defineScenario about %j', (changes) => {
    const scenario = JSON.parse(JSON.stringify({ name: 'x', steps: [], ...changes }))
    expect(accepts(scenario)).toBe(isDefined(scenario))
  })
})

/** The rest of a scenario in which the step is allowed. */
function whereFor(what: string | undefined): { trigger?: 'start' } {
  return what === 'incoming' ? { trigger: 'start' } : {}
}

function before(what: string | undefined): unknown[] {
  return what === 'incoming' ? [{ do: 'incoming' }] : []
}

function isDefined(scenario: Scenario | object): boolean {
  try {
    defineScenario(scenario as Scenario)
    return true
  } catch {
    return false
  }
}
