import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { findChromium } from './chromium.ts'

const playwright = [process.execPath, fileURLToPath(new URL('../node_modules/playwright/cli.js', import.meta.url))]

const HELP = `
No Chromium was found, and none could be fetched. The browser tests need one. Do one of these, then run it again:
  - install Chromium or Chrome (Debian: apt-get install chromium; macOS: brew install --cask chromium), or
  - npx playwright install --with-deps chromium, or
  - set CHROMIUM_PATH to a browser that is somewhere else.
The tests that need no browser run alone with: npm run test:node
`

/** The path of a Chromium that runs; fetches one where there is none, and ends the process with advice where it cannot. */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found

  console.log('No Chromium on this machine; fetching one.')
  for (const fetch of [playwrightDownload, playwrightLibraries, debianPackage]) {
    fetch()
    const fetched = findChromium()
    if (fetched) return fetched
  }
  console.error(HELP)
  process.exit(1)
}

/** Needs no rights. A mirror that does not answer is given up after seconds, a slow one after minutes. */
function playwrightDownload(): void {
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' }
  run([...playwright, 'install', '--no-shell', 'chromium'], 300_000, env)
}

/** A download that does not start lacks system libraries; Playwright knows which, on the systems it supports. */
function playwrightLibraries(): void {
  if (!existsSync(chromium.executablePath()) || !rootPrefix()) return
  run([...playwright, 'install-deps', 'chromium'], 600_000)
}

/** Debian's own browser, where apt-get is there and may be used. */
function debianPackage(): void {
  const prefix = rootPrefix()
  if (!prefix || !succeeds('apt-get', '--version')) return
  const apt = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq']
  if (run([...apt, 'update'], 180_000)) {
    run([...apt, 'install', '-y', '--no-install-recommends', 'chromium'], 900_000)
  }
}

/** What makes a command run as root: nothing, `sudo` where it asks for no password, or `undefined` for no way. */
function rootPrefix(): string[] | undefined {
  if (process.getuid?.() === 0) return []
  return succeeds('sudo', '-n', 'true') ? ['sudo', '-n'] : undefined
}

function succeeds(...[command = '', ...rest]: string[]): boolean {
  return spawnSync(command, rest, { stdio: 'ignore' }).status === 0
}

/** Runs a command in the open and says whether it went well; failing is expected here, the next way is tried. */
function run([command = '', ...rest]: string[], timeout: number, env: Record<string, string> = {}): boolean {
  console.log(`> ${[command, ...rest].join(' ')}`)
  const { status, error } = spawnSync(command, rest, { stdio: 'inherit', timeout, env: { ...process.env, ...env } })
  if (status === 0) return true
  console.log(`> ${command} did not succeed (${error?.message ?? `exit code ${status}`})`)
  return false
}
