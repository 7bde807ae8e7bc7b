import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The rooms of the house, from the roof down: a room may import from its own floor's rooms named beside it, and from below. */
const FLOORS: readonly (readonly string[])[] = [
  ['adapters'],
  ['index.ts'],
  ['emulator.ts'],
  ['time-travel.ts'],
  ['options.ts', 'snapshot.ts'],
  ['http'],
  ['operations'],
  ['scenarios', 'faults', 'past'],
  ['simulation'],
  ['notifications', 'call-records'],
  ['odata'],
  ['calls'],
  ['trace'],
  ['store'],
  ['edm', 'runtime'],
]
const SRC = join(import.meta.dirname, '../src')

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
const code = new Map(files.map((path) => [path, withoutComments(readFileSync(join(SRC, path), 'utf8'))]))

describe('the house', () => {
  it('has every file in a room that has a floor', () => {
    expect(files.filter((path) => floorOf(path) < 0)).toEqual([])
  })

  it('imports point down only', () => {
    const upwards = files.flatMap((from) =>
      importsOf(from)
        .filter((to) => roomOf(to) !== roomOf(from) && floorOf(to) <= floorOf(from))
        .map((to) => `${from} imports ${to}`),
    )
    expect(upwards).toEqual([])
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

  it('has time and chance only in runtime/', () => {
    const banned =
      /\bnew Date\(\)|\bDate\.now\b|\bperformance\.now\b|\bMath\.random\b|\bset(Timeout|Interval|Immediate)\b|\brandomUUID\b|\bgetRandomValues\b/
    expect(files.filter((path) => roomOf(path) !== 'runtime' && banned.test(code.get(path) ?? ''))).toEqual([])
  })

  it('computes nothing that engines may compute differently', () => {
    const banned = /\bMath\.(log|log2|log10|exp|pow|sin|cos|tan|sqrt|cbrt)\b|\btoLocale\w*\(|\bIntl\b/
    expect(files.filter((path) => banned.test(code.get(path) ?? ''))).toEqual([])
  })
})

function importsOf(path: string): string[] {
  const specifiers = (code.get(path) ?? '').matchAll(/\bfrom '(\.[^']+)'/g)
  return [...specifiers].map(([, specifier = '']) => relative(SRC, join(SRC, dirname(path), specifier)))
}

function roomOf(path: string): string {
  return path.split('/')[0] ?? ''
}

function floorOf(path: string): number {
  return FLOORS.findIndex((rooms) => rooms.includes(roomOf(path)))
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}
