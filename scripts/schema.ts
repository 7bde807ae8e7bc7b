// The JSON Schema of scenarios, by which editors complete and check them: `npm run schema`.
// test/scenarios/schema.test.ts fails when the file is not what the code says.
import { writeFileSync } from 'node:fs'
import { toJsonSchema } from '@valibot/to-json-schema'
import { SCENARIO_SCHEMA, STEPS_SCHEMA } from '../src/simulation/scenario.ts'

export const SCHEMA_FILE = new URL('../scenario.schema.json', import.meta.url)

/** The file as it should be. What a schema cannot say, such as the order of times, `defineScenario` checks. */
export function scenarioSchema(): string {
  const schema = toJsonSchema(SCENARIO_SCHEMA, {
    errorMode: 'ignore',
    target: 'draft-2020-12',
    definitions: { steps: STEPS_SCHEMA },
  })
  const { $schema, ...rest } = schema
  const described = { $schema, title: 'A scenario of graph-communications-emulator', ...rest }
  return `${JSON.stringify(described)}\n`
}

if (import.meta.main) writeFileSync(SCHEMA_FILE, scenarioSchema())
