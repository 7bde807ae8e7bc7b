import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

/** The names of Chromium on PATH, the most common first. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Places of browsers that are not on PATH: Linux packages, macOS, Windows. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Google/Chrome/Application/chrome.exe',
]

/** Turns off what tests do not need: background requests, a large /dev/shm, the first-run page. */
export const launchArguments = [
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-features=OptimizationHints,MediaRouter,Translate',
]

/**
 * Returns the first Chromium on this machine that runs.
 *
 * @throws Error when `CHROMIUM_PATH` is set but wrong, instead of using another browser.
 */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (runs(named)) return named
    throw new Error(
      `CHROMIUM_PATH is '${named}', which is not a Chromium that runs. Set it to the path of a browser, or unset it.`,
    )
  }
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  // Playwright's own is the last choice, because a browser of the system is kept up to date.
  return [...new Set([...onPath, ...USUAL_PLACES, chromium.executablePath()])].find(runs)
}

/** The file may not be a working browser: Ubuntu has a stub for a snap, and a download may lack libraries. */
function runs(path: string): boolean {
  if (!existsSync(path)) return false
  if (process.platform === 'win32') return true // chrome.exe --version opens a window there
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}
