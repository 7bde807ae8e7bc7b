import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LAYERS } from './support/architecture-rule.ts'

const SRC = join(import.meta.dirname, '../src')
const TIME_AND_CHANCE = /^engine\/(time|chance)\//

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
const code = new Map(files.map((path) => [path, withoutComments(readFileSync(join(SRC, path), 'utf8'))]))

describe('the structure of src/', () => {
  it('assigns every file to a layer', () => {
    expect(files.filter((path) => placeOf(path) === undefined)).toEqual([])
  })

  it('lists no unused path', () => {
    const used = new Set(files.map((path) => placeOf(path)?.path))
    expect(LAYERS.flat().filter(({ path }) => !used.has(path))).toEqual([])
  })

  it('has no import that violates the dependency rule', () => {
    const violations = files.flatMap((from) =>
      importsOf(from)
        .filter((to) => placeOf(to) !== placeOf(from) && layerOf(to) <= layerOf(from))
        .map((to) => `${from} → ${to}`),
    )
    expect(violations).toEqual([])
  })

  it('has no import cycles', () => {
    const done = new Set<string>()
    const cycles: string[] = []
    const visit = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      if (done.has(path) || trail.includes(path)) return
      for (const next of importsOf(path)) visit(next, [...trail, path])
      done.add(path)
    }
    for (const path of files) visit(path, [])
    expect(cycles).toEqual([])
  })

  it('has at most 20 files directly in one folder', () => {
    const inFolder = (folder: string) => files.filter((path) => dirname(path) === folder)
    expect([...new Set(files.map(dirname))].filter((folder) => inFolder(folder).length > 20)).toEqual([])
  })

  it('uses the wall clock and random numbers only in engine/time/ and engine/chance/', () => {
    const banned =
      /\bnew Date\(\)|\bDate\.now\b|\bperformance\.now\b|\bMath\.random\b|\bset(Timeout|Interval|Immediate)\b|\brandomUUID\b|\bgetRandomValues\b/
    expect(files.filter((path) => !TIME_AND_CHANCE.test(path) && banned.test(code.get(path) ?? ''))).toEqual([])
  })

  it('uses no functions whose results differ between JavaScript engines', () => {
    const banned = /\bMath\.(log|log2|log10|exp|pow|sin|cos|tan|sqrt|cbrt)\b|\btoLocale\w*\(|\bIntl\b/
    expect(files.filter((path) => banned.test(code.get(path) ?? ''))).toEqual([])
  })
})

it('measures no time in tests: how long something takes depends on the machine', () => {
  const tests = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  const measures = (path: string) =>
    /\bperformance\.|hrtime|console\.time/.test(readFileSync(join(import.meta.dirname, path), 'utf8'))
  expect(tests.filter((path) => path.endsWith('.ts') && path !== 'architecture.test.ts' && measures(path))).toEqual([])
})

function importsOf(path: string): string[] {
  const specifiers = (code.get(path) ?? '').matchAll(/\bfrom '(\.[^']+)'/g)
  return [...specifiers].map(([, specifier = '']) => relative(SRC, join(SRC, dirname(path), specifier)))
}

function placeOf(path: string) {
  const places = LAYERS.flat().filter((place) => path === place.path || path.startsWith(place.path))
  return places.toSorted((one, other) => other.path.length - one.path.length)[0]
}

function layerOf(path: string): number {
  const place = placeOf(path)
  return LAYERS.findIndex((places) => place !== undefined && places.includes(place))
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}
