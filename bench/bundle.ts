import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, Rolldown } from 'tsdown'
import type { Line } from './line.ts'
import { median } from './measure.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export const bundle: readonly Line[] = [
  {
    what: 'main entry point with its dependencies, without msw and what is loaded on demand',
    budget: '≤ 20 KiB min+gzip',
    async measure() {
      const input = join(root, 'src/index.ts')
      const bundled = await Rolldown.rolldown({ input, external: /^msw(\/|$)/, platform: 'browser' })
      const { output } = await bundled.generate({ format: 'esm', minify: true })
      const chunks = output.filter((file) => file.type === 'chunk')
      const initial = initialChunks(chunks)
      const kibibytes = sizeOf(initial)
      const others = sizeOf(chunks.filter((chunk) => !initial.includes(chunk)))
      return {
        measured: `${kibibytes.toFixed(1)} KiB`,
        met: kibibytes <= 20,
        notes: [`${others.toFixed(1)} KiB more are loaded on demand`],
      }
    },
  },
  {
    what: 'importing the main entry point',
    budget: '≤ 30 ms',
    async measure() {
      // Below node_modules, so that dependencies resolve as they do from an installed package.
      const folder = mkdtempSync(join(root, 'node_modules/.bench-'))
      try {
        await build({ cwd: root, outDir: folder, dts: false, sourcemap: false, logLevel: 'silent' })
        const imports = Array.from({ length: 15 }, () => importIn(join(folder, 'index.js')))
        const ours = median(imports.map(([, ms]) => ms))
        const msw = median(imports.map(([ms]) => ms))
        return {
          measured: `${ours.toFixed(1)} ms, in addition to msw's ${msw.toFixed(1)} ms`,
          met: ours <= 30,
          notes: ['medians of 15 processes, which import msw first and then the published entry'],
        }
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  },
]

/** The entry, and what it imports statically. */
function initialChunks(chunks: readonly Rolldown.OutputChunk[]): readonly Rolldown.OutputChunk[] {
  const found = new Set(chunks.filter(({ isEntry }) => isEntry))
  for (const { imports } of found) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk)
  }
  return [...found]
}

/** In KiB, gzipped. */
function sizeOf(chunks: readonly Rolldown.OutputChunk[]): number {
  return chunks.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0) / 1_024
}

/** The milliseconds that a new process takes to import msw and then the file. */
function importIn(file: string): [msw: number, ours: number] {
  const code = `
    const start = performance.now()
    await import('msw')
    const between = performance.now()
    await import('${pathToFileURL(file)}')
    console.log(JSON.stringify([between - start, performance.now() - between]))`
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: root, encoding: 'utf8' }),
  )
}
