// `npm test` runs every test project, in Node and in Chromium. It takes Vitest's arguments:
// `npm test -- recording --bail 1`.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureChromium } from './ensure-chromium.ts'

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))
const child = spawn(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, CHROMIUM_PATH: ensureChromium() },
})
child.on('exit', (code) => process.exit(code ?? 1))
