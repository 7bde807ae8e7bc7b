import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { SCHEMA_FILE, scenarioSchema } from '../../scripts/schema.ts'

it('the JSON Schema of scenarios is the one that `npm run schema` writes', () => {
  expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(scenarioSchema())
})

it('knows every step, and lets blocks hold steps again', () => {
  const { $defs, properties } = JSON.parse(scenarioSchema())
  const steps = $defs.steps.items.oneOf ?? $defs.steps.items.anyOf
  expect(steps.map((step: { properties: { do: { const: string } } }) => step.properties.do.const)).toEqual(
    expect.arrayContaining(['answer', 'incoming', 'failOperation', 'repeat', 'choose']),
  )
  const repeat = steps.find((step: { properties: { do: { const: string } } }) => step.properties.do.const === 'repeat')
  expect(repeat.properties.steps).toEqual(properties.steps)
})
