// The JSON Schema of scenarios, by which editors complete and check them: `npm run schema`.
// test/scenarios/schema.test.ts fails when the file is not what the code says.
import { writeFileSync } from 'node:fs'
import { toJsonSchema } from '@valibot/to-json-schema'
import { RECORD_PLAN_SCHEMA } from '../src/call-records/record-plan-schema.ts'
import { resultInfo } from '../src/calls/result-info.ts'
import { duration } from '../src/engine/validation.ts'
import { FAULT_RULE } from '../src/graph/faults/fault-rule-schema.ts'
import { SCENARIO_SCHEMA, STEPS_SCHEMA } from '../src/scenarios/language/scenario.ts'
import { type DocComments, readDocComments } from './doc-comments.ts'

export const SCHEMA_FILE = new URL('../scenario.schema.json', import.meta.url)

/** As much of a JSON Schema as is gone through here. */
interface Schema {
  description?: string
  title?: string
  const?: string
  properties?: Record<string, Schema>
  items?: Schema
  oneOf?: Schema[]
  $defs?: Record<string, Schema>
  [keyword: string]: unknown
}

/** The file as it should be. What a schema cannot say, such as the order of times, `defineScenario` checks. */
export function scenarioSchema(): string {
  const { $schema, ...plain } = toJsonSchema(SCENARIO_SCHEMA, {
    errorMode: 'ignore',
    target: 'draft-2020-12',
    definitions: { steps: STEPS_SCHEMA, rule: FAULT_RULE, record: RECORD_PLAN_SCHEMA, duration, resultInfo },
  })
  const schema: Schema = JSON.parse(JSON.stringify(plain))
  const { steps, rule, record } = schema.$defs ?? {}
  describe(schema, SAID.Scenario)
  describe(schema.properties?.match, SAID.ScenarioMatch)
  describe(record, SAID.RecordPlan)
  describe(record?.properties?.updates?.items, SAID.RecordUpdate)
  describe(rule, SAID.FaultRule)
  describe(rule?.properties?.match, SAID.FaultRule)
  describe(rule?.properties?.error, SAID.FaultRule)
  for (const step of steps?.items?.oneOf ?? []) {
    const name = step.properties?.do?.const ?? ''
    step.description = SAID.step?.[name] ?? SAID.type?.IncomingStep ?? ''
    describe(step, { ...MEMBERS_OF_STEPS, ...SAID.StepTiming, ...(name === 'incoming' && SAID.IncomingStep) })
    describe(step.properties?.from?.items, SAID.Choice)
  }
  if (schema.$defs) schema.$defs.duration = DURATION
  if (record?.properties?.latency) record.properties.latency = { ...record.properties.latency, ...LATENCY }
  Object.assign(rule ?? {}, ONE_ENDING)
  return `${JSON.stringify({ $schema, title: 'A scenario of graph-communications-emulator', ...schema })}\n`
}

function describe(schema: Schema | undefined, said: Readonly<Record<string, string>> | undefined): void {
  for (const [name, member] of Object.entries(schema?.properties ?? {})) {
    const description = said?.[name]
    if (description !== undefined) member.description = description
  }
}

const SAID: DocComments = readDocComments(
  'scenarios/language/scenario.ts',
  'calls/steps.ts',
  'scenarios/language/steps.ts',
  'graph/faults/fault-rule.ts',
  'calls/record-plan.ts',
)

/** What members of steps say, where the types leave it to the step. */
const MEMBERS_OF_STEPS = {
  do: 'What happens.',
  who: SAID.type?.Who ?? '',
  with: 'How it ends, in Graph’s numbers and words.',
  for: 'For so long; until `silence` when left out.',
  in: 'In so long; at once when left out.',
  tones: 'The keys: 0–9, *, #, A–D.',
  profile: 'What the network is like from now on.',
  rating: 'How good the call was.',
  text: 'What is said besides.',
  rule: 'Which requests fail or are late, and how.',
  name: 'A name of your own.',
  times: 'How often.',
  steps: 'What is done each time.',
  from: 'What is chosen from.',
  call: "In which call, by the name that an 'incoming' step gave it. Default: the last that came in.",
}

/** As `engine/time/duration.ts` reads it. */
const AMOUNT = String.raw`\d+(\.\d+)?`
const DURATION: Schema = {
  description: "Milliseconds, or text such as '250ms', '2s', '1.5min', '1h', '1d' or 'PT2S'.",
  examples: ['2s', '500ms', '1.5min'],
  anyOf: [
    { type: 'number', minimum: 0 },
    {
      type: 'string',
      pattern: `^(${AMOUNT}(ms|s|min|h|d)|P(?=\\d|T\\d)(${AMOUNT}D)?(T(?=\\d)(${AMOUNT}H)?(${AMOUNT}M)?(${AMOUNT}S)?)?)$`,
    },
  ],
}

const LATENCY: Schema = { anyOf: [{ enum: ['instant', 'typical', 'worst'] }, { $ref: '#/$defs/duration' }] }

/** A request ends in one way, or is only late. */
const ENDINGS = ['error', 'drop', 'malformed'].map((name) => ({ required: [name] }))
const ONE_ENDING: Schema = { oneOf: [...ENDINGS, { required: ['latency'], not: { anyOf: ENDINGS } }] }

if (import.meta.main) writeFileSync(SCHEMA_FILE, scenarioSchema())
