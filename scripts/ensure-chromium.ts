import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { findChromium } from './chromium.ts'

const playwright = [process.execPath, fileURLToPath(new URL('../node_modules/playwright/cli.js', import.meta.url))]

const HELP = `
The browser tests need Chromium. None was found, and none could be downloaded. Do one of the following, then try again:
  - install Chromium or Chrome (Debian: apt-get install chromium; macOS: brew install --cask chromium), or
  - npx playwright install --with-deps chromium, or
  - set CHROMIUM_PATH to the path of a browser.
To run only the tests without a browser: npm run test:node
`

/** Returns the path of a Chromium that runs, and downloads one if there is none. Exits with advice when that fails. */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found

  console.log('No Chromium on this machine. Downloading one.')
  for (const install of [playwrightDownload, playwrightLibraries, debianPackage]) {
    install()
    const installed = findChromium()
    if (installed) return installed
  }
  console.error(HELP)
  process.exit(1)
}

/** Needs no root. Times out after seconds when the mirror does not respond, after minutes when it is slow. */
function playwrightDownload(): void {
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' }
  run([...playwright, 'install', '--no-shell', 'chromium'], 300_000, env)
}

/**
 * A downloaded browser that does not start lacks system libraries. Playwright installs them on the systems it supports.
 */
function playwrightLibraries(): void {
  if (!existsSync(chromium.executablePath()) || !rootPrefix()) return
  run([...playwright, 'install-deps', 'chromium'], 600_000)
}

/** Installs Debian's package, if apt-get exists and can run as root. */
function debianPackage(): void {
  const prefix = rootPrefix()
  if (!prefix || !succeeds('apt-get', '--version')) return
  const apt = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq']
  if (run([...apt, 'update'], 180_000)) {
    run([...apt, 'install', '-y', '--no-install-recommends', 'chromium'], 900_000)
  }
}

/**
 * The prefix that runs a command as root: empty, `sudo` if it needs no password, or `undefined` if it is not possible.
 */
function rootPrefix(): string[] | undefined {
  if (process.getuid?.() === 0) return []
  return succeeds('sudo', '-n', 'true') ? ['sudo', '-n'] : undefined
}

function succeeds(...[command = '', ...rest]: string[]): boolean {
  return spawnSync(command, rest, { stdio: 'ignore' }).status === 0
}

/**
 * Runs a command with its output visible. Returns whether it succeeded; a failure is expected, and the next way is
 * tried.
 */
function run([command = '', ...rest]: string[], timeout: number, env: Record<string, string> = {}): boolean {
  console.log(`> ${[command, ...rest].join(' ')}`)
  const { status, error } = spawnSync(command, rest, { stdio: 'inherit', timeout, env: { ...process.env, ...env } })
  if (status === 0) return true
  console.log(`> ${command} failed (${error?.message ?? `exit code ${status}`})`)
  return false
}
