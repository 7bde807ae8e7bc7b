import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { readCommand } from '../../../src/adapters/server/command-line.ts'
import { scenarios } from '../../../src/index.ts'

const read = (...args: string[]) =>
  readCommand(args, (path) => JSON.stringify({ name: `read from ${path}`, steps: [{ do: 'answer' }] }))

it('listens on port 4010 with a real clock by default', () => {
  expect(read()).toEqual({ do: 'serve', quiet: false, options: { port: 4010, clock: 'real', scenarios: [] } })
})

it('maps arguments to the options of the emulator', () => {
  const args =
    '--port 0 --hostname 0.0.0.0 --host http://graph:1 --host http://g:1 --callback-uri http://localhost:3978/calls ' +
    '--scenario busy --scenario mine.json --seed 7 --start 2026-03-01 --rate 10 --deliver fetch --lenient --auth required --latency 5min --past 14 --quiet'
  expect(read(...args.split(' '))).toEqual({
    do: 'serve',
    quiet: true,
    pastDays: 14,
    options: {
      port: 0,
      hostname: '0.0.0.0',
      hosts: ['http://graph:1', 'http://g:1'],
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

it('runs as a command: prints its URL and the trace, and exits on SIGTERM', async () => {
  const bin = fileURLToPath(new URL('../../../src/adapters/server/bin.ts', import.meta.url))
  const child = spawn(process.execPath, [bin, '--port', '0', '--clock', 'manual', '--seed', '7'])
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => String((await lines.next()).value)
  const [, url] = /: (http:\/\/localhost:\d+)\/v1\.0/.exec(await next()) ?? []
  expect(await next()).toContain(`GET ${url}/emulator`)
  expect((await fetch(`${url}/v1.0/communications/calls`)).status).toBe(200)
  expect(await next()).toBe('09:00:00.000 request      GET /v1.0/communications/calls')
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await exited).toBe(0)
})
