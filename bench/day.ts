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
    measure: () => liveThrough(simulateDay, 3_000),
  },
  {
    what: `${what}, in Chromium`,
    budget: '≤ 6 s',
    async measure() {
      const executablePath = findChromium()
      if (!executablePath) throw new Error('there is no Chromium on this machine')
      const browser = await chromium.launch({ executablePath, args: launchArguments })
      try {
        const page = await browser.newPage()
        // A page of no origin has no localStorage, in which msw looks for its cookies.
        await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
        await page.goto('https://bench.example/')
        await page.addScriptTag({ content: await bundlePage() })
        return await liveThrough((listening) => page.evaluate<Day>(`bench.simulateDay(${listening})`), 6_000)
      } finally {
        await browser.close()
      }
    },
  },
]

/** Two days: what counts is the slower one, as a test that lives through a day does so once, and cold. */
async function liveThrough(live: (listening: boolean) => Promise<Day>, limitMs: number): Promise<Finding> {
  const [first, second, untold] = [await live(true), await live(true), await live(false)]
  const slower = Math.max(first.ms, second.ms)
  return {
    measured: inSeconds(slower),
    met: slower <= limitMs,
    notes: [
      `the slower of two, with ${first.notified} notifications received in the page; the other ${inSeconds(Math.min(first.ms, second.ms))}`,
      `when nobody receives them: ${inSeconds(untold.ms)}`,
    ],
  }
}

/** The day as one script that puts its exports into `bench`. */
async function bundlePage(): Promise<string> {
  const input = fileURLToPath(new URL('simulated-day.ts', import.meta.url))
  const bundle = await Rolldown.rolldown({ input, platform: 'browser' })
  const { output } = await bundle.generate({ format: 'iife', name: 'bench' })
  return output[0].code
}

function inSeconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`
}
