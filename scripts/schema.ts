// `npm run schema` generates the JSON Schema of scenarios, with which editors complete and check them.
// test/scenarios/language/schema.test.ts fails when it is out of date.
import { writeFileSync } from 'node:fs'
import { toJsonSchema } from '@valibot/to-json-schema'
import { RECORD_PLAN_SCHEMA } from '../src/calls/record-plan-schema.ts'
import { resultInfo } from '../src/calls/result-info.ts'
import { duration } from '../src/engine/validation.ts'
import { FAULT_RULE } from '../src/graph/faults/fault-rule-schema.ts'
import { SCENARIO_SCHEMA, STEPS_SCHEMA } from '../src/scenarios/language/scenario.ts'
import { type DocComments, readDocComments } from './doc-comments.ts'

export const SCHEMA_FILE = new URL('../scenario.schema.json', import.meta.url)

/** The keywords of a JSON Schema that are used here. */
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

/** The contents of the file. What a schema cannot express, such as the order of times, `defineScenario` checks. */
export function scenarioSchema(): string {
  const { $schema, ...plain } = toJsonSchema(SCENARIO_SCHEMA, {
    errorMode: 'ignore',
    target: 'draft-2020-12',
    definitions: { steps: STEPS_SCHEMA, rule: FAULT_RULE, record: RECORD_PLAN_SCHEMA, duration, resultInfo },
  })
  const schema: Schema = JSON.parse(JSON.stringify(plain))
  const { steps, rule, record } = schema.$defs ?? {}
  describe(schema, COMMENTS.Scenario)
  describe(schema.properties?.match, COMMENTS.ScenarioMatch)
  describe(record, COMMENTS.RecordPlan)
  describe(record?.properties?.updates?.items, COMMENTS.RecordUpdate)
  describe(rule, COMMENTS.FaultRule)
  describe(rule?.properties?.match, COMMENTS.FaultRule)
  describe(rule?.properties?.error, COMMENTS.FaultRule)
  for (const step of steps?.items?.oneOf ?? []) {
    const name = step.properties?.do?.const ?? ''
    step.description = COMMENTS.step?.[name] ?? COMMENTS.type?.IncomingStep ?? ''
    describe(step, { ...MEMBERS_OF_STEPS, ...COMMENTS.StepTiming, ...(name === 'incoming' && COMMENTS.IncomingStep) })
    describe(step.properties?.from?.items, COMMENTS.Choice)
  }
  if (schema.$defs) schema.$defs.duration = DURATION
  if (record?.properties?.latency) record.properties.latency = { ...record.properties.latency, ...LATENCY }
  Object.assign(rule ?? {}, ONE_ENDING)
  return `${JSON.stringify({ $schema, title: 'A scenario of graph-communications-emulator', ...schema })}\n`
}

function describe(schema: Schema | undefined, comments: Readonly<Record<string, string>> | undefined): void {
  for (const [name, member] of Object.entries(schema?.properties ?? {})) {
    const description = comments?.[name]
    if (description !== undefined) member.description = description
  }
}

const COMMENTS: DocComments = readDocComments(
  'scenarios/language/scenario.ts',
  'calls/steps.ts',
  'scenarios/language/steps.ts',
  'graph/faults/fault-rule.ts',
  'calls/record-plan.ts',
)

/** Descriptions of members whose meaning depends on the step. */
const MEMBERS_OF_STEPS = {
  do: 'The kind of step.',
  who: COMMENTS.type?.Who ?? '',
  with: 'The result: code, subcode and message.',
  for: 'How long. Default: until the step `silence`.',
  in: 'The time until then. Default: at once.',
  tones: 'The keys: 0–9, *, #, A–D.',
  profile: 'The quality of the network from now on.',
  rating: 'The rating of the call.',
  text: 'The text of the feedback.',
  rule: 'The requests that fail or are delayed, and how.',
  name: 'A name of your choice.',
  times: 'The number of repetitions.',
  steps: 'The steps to repeat.',
  from: 'The choices.',
  call: "The call, by the name that an 'incoming' step gave it. Default: the latest incoming call.",
}

/** The format that `engine/time/duration.ts` parses. */
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

/** A fault has one effect, or only a latency. */
const ENDINGS = ['error', 'drop', 'malformed'].map((name) => ({ required: [name] }))
const ONE_ENDING: Schema = { oneOf: [...ENDINGS, { required: ['latency'], not: { anyOf: ENDINGS } }] }

if (import.meta.main) writeFileSync(SCHEMA_FILE, scenarioSchema())
