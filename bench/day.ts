import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { Rolldown } from 'tsdown'
import { findChromium, launchArguments } from '../scripts/chromium.ts'
import type { Finding, Line } from './line.ts'
import { type Day, simulateDay } from './simulated-day.ts'

const what = 'a simulated day of 10,000 calls'

export const day: readonly Line[] = [
  {
    what: `${what}, in Node`,
    budget: '≤ 3 s',
    measure: () => measureDays(simulateDay, 3_000),
  },
  {
    what: `${what}, in Chromium`,
    budget: '≤ 6 s',
    async measure() {
      const executablePath = findChromium()
      if (!executablePath)
        throw new Error(
          'there is no Chromium on this machine. Set CHROMIUM_PATH, or run `npm test` once, which downloads it',
        )
      const browser = await chromium.launch({ executablePath, args: launchArguments })
      try {
        const page = await browser.newPage()
        // msw reads its cookies from localStorage, which a page without an origin does not have.
        await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
        await page.goto('https://bench.example/')
        await page.addScriptTag({ content: await bundlePage() })
        return await measureDays((withReceiver) => page.evaluate<Day>(`bench.simulateDay(${withReceiver})`), 6_000)
      } finally {
        await browser.close()
      }
    },
  },
]

/** Runs two days and reports the slower one, because a test runs a day once, in a cold process. */
async function measureDays(simulate: (withReceiver: boolean) => Promise<Day>, limitMs: number): Promise<Finding> {
  const [first, second, undelivered] = [await simulate(true), await simulate(true), await simulate(false)]
  const slower = Math.max(first.ms, second.ms)
  return {
    measured: inSeconds(slower),
    met: slower <= limitMs,
    notes: [
      `the slower of two, with ${first.notified} notifications received in the page; the faster ${inSeconds(Math.min(first.ms, second.ms))}`,
      `without a receiver: ${inSeconds(undelivered.ms)}`,
    ],
  }
}

/** Bundles the simulated day to a script whose exports are in the global `bench`. */
async function bundlePage(): Promise<string> {
  const input = fileURLToPath(new URL('simulated-day.ts', import.meta.url))
  const bundle = await Rolldown.rolldown({ input, platform: 'browser' })
  const { output } = await bundle.generate({ format: 'iife', name: 'bench' })
  return output[0].code
}

function inSeconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`
}
