import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { README, withTables } from '../scripts/readme.ts'
import { scenarioSchema } from '../scripts/schema.ts'
import { MILESTONES } from '../src/calls/steps.ts'
import { endpoints } from '../src/modules.ts'
import { parseScenario } from '../src/scenarios/language/scenario.ts'
import { scenarios } from '../src/scenarios/library/library.ts'
import { exampleNamed, examplesOf } from './support/readme-examples.ts'

const ROOT = join(import.meta.dirname, '..')
const readme = readFileSync(README, 'utf8')

/** Somebody's project, in which the package is installed: the examples are written into it as they stand. */
const project = mkdtempSync(join(tmpdir(), 'readme-'))
symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'))
writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module' }))
afterAll(() => rmSync(project, { recursive: true }))

function write(name: string): string {
  const file = join(project, `${name}.ts`)
  const source = (path: string) => JSON.stringify(join(ROOT, 'src', path))
  const code = exampleNamed(readme, name)
    .replace("'graph-communications-emulator'", source('index.ts'))
    .replace("'graph-communications-emulator/testing'", source('adapters/testing/index.ts'))
    .replace("'graph-communications-emulator/panel'", source('adapters/panel/index.ts'))
    .replace("'graph-communications-emulator/storybook'", source('adapters/storybook/index.ts'))
    .replace("'graph-communications-emulator/server'", source('adapters/server/index.ts'))
    .replace("'graph-communications-emulator/har'", source('adapters/har/index.ts'))
  writeFileSync(file, code)
  return file
}

interface StepSchema {
  readonly properties: { readonly do: { readonly const: string } }
}

describe('the README', () => {
  it('has the examples that its readers begin with, each with a name', () => {
    expect(examplesOf(readme).map(({ name }) => name)).toEqual([
      'vitest',
      'browser',
      'options',
      'scenario',
      'demo',
      'receiver',
      'past',
      'testing',
      'panel',
      'storybook',
      'server',
      'har',
    ])
    expect(readme.match(/^```ts$/gm)).toHaveLength(12)
  })

  it('begins with what it is, how it is installed, and the two examples', () => {
    const firstScreens = readme.slice(0, readme.indexOf('## See it work'))
    expect(firstScreens).toContain('npm install --save-dev graph-communications-emulator msw')
    expect(examplesOf(firstScreens).map(({ name }) => name)).toEqual(['vitest', 'browser'])
  })

  it('imports the package by its own name, from the entry points that it has', () => {
    const specifiers = [...readme.matchAll(/from '(graph-communications-emulator[^']*)'/g)].map(
      ([, specifier = '']) => specifier,
    )
    const entries = Object.keys(manifest.exports).map((entry) => entry.replace(/^\./, manifest.name))
    expect(specifiers).toHaveLength(15)
    for (const specifier of specifiers) expect(entries).toContain(specifier)
  })

  it('names scripts that exist', () => {
    const blocks = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block)
    expect(blocks.length).toBeGreaterThan(1)
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script)
    if (blocks.some((block) => block.includes('npm test'))) named.push('test')
    expect(named).toEqual(expect.arrayContaining(['demo', 'playground', 'test']))
    for (const script of named) expect(Object.keys(manifest.scripts)).toContain(script)
  })

  it('links to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path = '']) => path)
    expect(links.length).toBeGreaterThan(0)
    expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })

  it('has every operation and every scenario in its tables, as `npm run readme` writes them', () => {
    expect(readme).toBe(withTables(readme))
    const rows = (name: string) => readme.split(new RegExp(`<!-- /?${name}\\b.*-->`))[1]?.match(/^\| `/gm)
    expect(rows('operations')).toHaveLength(endpoints.length)
    expect(rows('scenarios')).toHaveLength(Object.keys(scenarios).length)
  })

  it('has every step in its table, and every occasion above it', () => {
    const { items } = JSON.parse(scenarioSchema()).$defs.steps
    const steps: string[] = items.oneOf.map((step: StepSchema) => step.properties.do.const)
    const table = readme.split(/<!-- \/?steps\b.*-->/)[1] ?? ''
    expect(steps.filter((step) => !table.includes(`\`${step}\``))).toEqual([])
    const occasions = readme.slice(readme.indexOf('### Scenarios and steps'), readme.indexOf('<!-- steps'))
    expect(MILESTONES.filter((occasion) => !occasions.includes(`\`${occasion}\``))).toEqual([])
  })

  it('has scenarios in JSON that can be read', () => {
    const blocks = [...readme.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block)
    expect(blocks).toHaveLength(1)
    for (const block of blocks) expect(parseScenario(block)).toHaveProperty('record.updates')
  })

  it('has examples that compile as strictly as the project itself', () => {
    const files = examplesOf(readme).map(({ name }) => write(name))
    const configuration = { extends: join(ROOT, 'tsconfig.json'), files, include: [] }
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(configuration))
    const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', project], { encoding: 'utf8' })
    expect(stdout).toBe('')
  }, 30_000)
})

describe.each(['options', 'scenario', 'demo', 'receiver', 'past', 'server', 'har'])(
  "the README's example '%s'",
  (name) => {
    it('runs', async () => {
      await expect(import(/* @vite-ignore */ write(name))).resolves.toBeDefined()
    })
  },
)

describe.each(['vitest', 'testing'])("the README's example '%s'", async (name) => {
  // It brings its own test.
  await import(/* @vite-ignore */ write(name))
})
