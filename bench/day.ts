import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { Rolldown } from 'tsdown'
import { findChromium, launchArguments } from '../scripts/chromium.ts'
import type { Finding, Line } from './line.ts'
import { median } from './measure.ts'
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

/** The same day over and over. The first is the coldest, as a test's is, so the figure is the slowest of all. */
async function liveThrough(live: (listening: boolean) => Promise<Day>, limitMs: number): Promise<Finding> {
  const told: Day[] = []
  const untold: Day[] = []
  for (let round = 0; round < 3; round += 1) {
    told.push(await live(true))
    untold.push(await live(false))
  }
  const slowest = Math.max(...told.map(({ ms }) => ms))
  return {
    measured: inSeconds(slowest),
    met: slowest <= limitMs,
    notes: [
      `the slowest of ${told.length}, with ${told[0]?.notified} notifications received in the page; median ${inSeconds(middle(told))}`,
      `when nobody receives them: median ${inSeconds(middle(untold))}`,
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

function middle(days: readonly Day[]): number {
  return median(days.map(({ ms }) => ms))
}

function inSeconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`
}
