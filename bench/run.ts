// `npm run bench` measures the performance budget, line by line. It does not fail: figures are to be read, and ratios
// are only as reliable as the machine is quiet. `npm run bench -- clock` measures only the lines that contain the word.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.ts'
import { clock } from './clock.ts'
import { day } from './day.ts'
import { growth } from './growth.ts'
import { hostile } from './hostile.ts'
import type { Finding, Line } from './line.ts'
import { memory } from './memory.ts'
import { past, records } from './records.ts'
import { requests } from './requests.ts'
import { snapshots } from './snapshots.ts'
import { trace } from './trace.ts'

const LINES: readonly Line[] = [
  ...requests,
  ...trace,
  ...growth,
  ...hostile,
  ...records,
  ...past,
  ...memory,
  ...snapshots,
  ...clock,
  ...day,
  ...bundle,
]

type Outcome = Finding | { readonly reason: string }

const [argument = ''] = process.argv.slice(2)
if (process.send) {
  // When the parent process ends early, end this process and its browser.
  process.once('disconnect', () => process.exit())
  process.send(await measure(Number(argument)), () => process.exit())
} else await printAll(argument)

async function printAll(word: string): Promise<void> {
  const start = performance.now()
  print('what', 'budget', 'measured', '')
  for (const [index, line] of LINES.entries()) {
    if (!line.what.includes(word)) continue
    const outcome = await measureApart(index)
    if ('reason' in outcome) {
      print(line.what, line.budget, 'not measured', '?')
      printNotes([outcome.reason])
    } else {
      print(line.what, line.budget, outcome.measured, outcome.met === undefined ? '?' : outcome.met ? 'met' : 'NOT met')
      printNotes(outcome.notes ?? [])
    }
  }
  console.log(
    `\n${((performance.now() - start) / 1_000).toFixed(0)} s, Node ${process.version}, ${process.platform} ${process.arch}`,
  )
}

/** Measures in a new process, so that no line is affected by the heap or the compiled code of another. */
function measureApart(index: number): Promise<Outcome> {
  const child = fork(fileURLToPath(import.meta.url), [String(index)], { execArgv: ['--expose-gc'] })
  return new Promise((resolve) => {
    let outcome: Outcome | undefined
    child.on('message', (message: Outcome) => {
      outcome = message
    })
    // 'close', because 'exit' may come before the last message, and the process must not slow down the next line.
    child.on('close', (code) => resolve(outcome ?? { reason: `the process ended with exit code ${code}` }))
  })
}

async function measure(index: number): Promise<Outcome> {
  try {
    return (await LINES[index]?.measure()) ?? { reason: `there is no line ${index}` }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

function print(what: string, budget: string, measured: string, verdict: string): void {
  console.log(`${what.padEnd(52)} ${budget.padEnd(52)} ${measured.padEnd(46)} ${verdict}`)
}

function printNotes(notes: readonly string[]): void {
  for (const note of notes) console.log(`    ${note}`)
}
