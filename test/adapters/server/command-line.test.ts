import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { readCommand } from '../../../src/adapters/server/command-line.ts'
import { scenarios } from '../../../src/index.ts'

const read = (...args: string[]) =>
  readCommand(args, (path) => JSON.stringify({ name: `read from ${path}`, steps: [{ do: 'answer' }] }))

it('listens on port 4010 with a real clock by default', () => {
  expect(read()).toEqual({ do: 'serve', quiet: false, options: { port: 4010, clock: 'real', scenarios: [] } })
})

it('maps arguments to the options of the emulator', () => {
  const args =
    '--port 0 --hostname 0.0.0.0 --host http://graph:1 --host http://g:1 --allow-origin https://a.test --callback-uri http://localhost:3978/calls ' +
    '--scenario busy --scenario mine.json --seed 7 --start 2026-03-01 --rate 10 --deliver fetch --lenient --auth required --latency 5min --past 14 --quiet'
  expect(read(...args.split(' '))).toEqual({
    do: 'serve',
    quiet: true,
    pastDays: 14,
    options: {
      port: 0,
      hostname: '0.0.0.0',
      hosts: ['http://graph:1', 'http://g:1'],
      allowedOrigins: ['https://a.test'],
      callbackUri: 'http://localhost:3978/calls',
      scenarios: [scenarios.busy, { name: 'read from mine.json', steps: [{ do: 'answer' }] }],
      seed: '7',
      clock: { start: '2026-03-01', rate: 10 },
      notifications: { deliver: 'fetch' },
      strict: false,
      auth: 'required',
      records: { latency: '5min' },
    },
  })
  expect(read('--clock', 'manual', '--start', '2026-03-01')).toMatchObject({
    options: { clock: { start: '2026-03-01', rate: 0 } },
  })
  expect([read('--help').do, read('--version').do]).toEqual(['help', 'version'])
})

it.each([
  ['--prot', "Unknown option '--prot'"],
  ['--port=http', "--port: 'http' is not a number."],
  ['--clock=sundial', "--clock: 'sundial' is not allowed. Use one of real, manual."],
  ['--auth=no', "--auth: 'no' is not allowed. Use one of off, optional, required, permissions."],
  ['--scenario=bussy', "There is no scenario 'bussy' in the library."],
  ['busy', "Unexpected argument 'busy'"],
])('rejects %s with the message: %s', (argument, message) => {
  expect(() => read(argument)).toThrow(message)
})

it('rejects a rate for a manual clock', () => {
  expect(() => read('--clock', 'manual', '--rate', '2')).toThrow('--rate: a manual clock has no rate.')
})

const BIN = fileURLToPath(new URL('../../../src/adapters/server/bin.ts', import.meta.url))

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Runs the command. `next` reads the next line that it prints. */
function runCommand(...args: string[]) {
  const child = spawn(process.execPath, [BIN, '--port', '0', ...args])
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => String((await lines.next()).value)
  return { child, next, exited: once(child, 'exit').then(([code]: unknown[]) => code) }
}

it('runs as a command: prints its URL and the trace, and exits on SIGTERM', async () => {
  const { child, next, exited } = runCommand('--clock', 'manual', '--seed', '7')
  const [, url] = /: (http:\/\/localhost:\d+)\/v1\.0/.exec(await next()) ?? []
  expect(await next()).toContain(`GET ${url}/emulator`)
  expect((await fetch(`${url}/v1.0/communications/calls`)).status).toBe(200)
  expect(await next()).toBe('09:00:00.000 request      GET /v1.0/communications/calls')
  child.kill('SIGTERM')
  expect(await exited).toBe(0)
})

it.each(['SIGTERM', 'SIGINT'] as const)('aborts a webhook that hangs and exits on %s', async (signal) => {
  const webhook = createServer()
  await once(webhook.listen(0, '127.0.0.1'), 'listening')
  const address = webhook.address()
  const callbackUri = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/calls`
  const { child, next, exited } = runCommand('--callback-uri', callbackUri, '--quiet')
  const [, url] = /: (http:\/\/localhost:\d+)\/v1\.0/.exec(await next()) ?? []
  const called = once(webhook, 'request')
  expect((await fetch(`${url}/emulator/incomingCall`, { method: 'POST', body: '{}' })).status).toBe(200)
  await called
  // The clock waits for the webhook, and this request for the clock.
  const advanced = fetch(`${url}/emulator/clock/advance`, { method: 'POST', body: '"1s"' }).catch(String)
  child.kill(signal)
  expect(await exited).toBe(0)
  await advanced
  webhook.closeAllConnections()
  webhook.close()
})

it.each([
  ['--past=400', "'days': Expected a whole number from 1 to 90 but received 400"],
  ['--latency=soon', "'soon' is not a duration"],
])('closes the server and exits with 1 when it cannot start with %s', async (argument, message) => {
  const { child, exited } = runCommand(argument)
  const printed = text(child.stderr)
  expect(await exited).toBe(1)
  expect(await printed).toContain(message)
})
