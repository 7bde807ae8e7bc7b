import { type Profiler, Session } from 'node:inspector'
import { fileURLToPath } from 'node:url'

// The profiler counts exactly, in optimized code as well, what is compiled after this: functions are when first called.
const session = new Session()
session.connect()
session.post('Profiler.enable')
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url))

/**
 * Counts the blocks of code (bodies of functions, loops and branches) of `src/` that run during some work. In contrast to
 * its time, the count depends neither on the machine nor on its load. Work inside the engine, such as a regular
 * expression, is not counted: see `bench/hostile.ts`.
 */
export async function countSteps(work: () => unknown): Promise<number> {
  takeCount()
  await work()
  return takeCount()
}

/** How often each block ran since the last time, in total. */
function takeCount(): number {
  let scripts: readonly Profiler.ScriptCoverage[] = []
  session.post('Profiler.takePreciseCoverage', (error, { result }) => {
    if (error) throw error
    scripts = result
  })
  return scripts
    .filter(({ url }) => url.replace('file://', '').startsWith(SOURCE))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((total, { count }) => total + count, 0)
}
