import { parseArgs } from 'node:util'
import { type ClockOption, parseScenario, type Scenario } from '../../index.ts'
import { resolveScenario } from './resolve-scenario.ts'
import type { ServeOptions } from './serve.ts'

export const USAGE = `Usage: graph-communications-emulator [options]

Serves an in-memory emulator of Microsoft Graph's calling APIs on this machine.

  --port <number>         port to listen on (default: 4010)
  --hostname <address>    address to listen on (default: 127.0.0.1; 0.0.0.0 accepts all connections)
  --host <origin>         a further origin by which clients call the server, such as http://graph:4010; repeatable
  --allow-origin <origin> a further origin whose pages may send requests (default: localhost only); repeatable
  --callback-uri <url>    your app's calling webhook, which is notified of incoming calls
  --scenario <name>       a scenario of the library or a JSON file; repeatable
  --seed <text>           seed of all random values (default: 1)
  --clock <real|manual>   whether time passes by itself (default: real)
  --start <date>          time of the clock at the start (default: now; with --rate or --clock manual: 2026-01-05T09:00:00Z)
  --rate <number>         speed of the clock: 10 is ten times as fast as real time
  --deliver <mode>        which notifications are sent: auto (to this machine only), fetch (all) or none (default: auto)
  --lenient               accept requests that Graph rejects, such as an http callbackUri between containers
  --auth <mode>           off, optional, required or permissions (default: optional)
  --latency <duration>    time from the end of a call until its call record is available (default: instant)
  --past <days>           populate the tenant with the calls of so many past days
  --quiet                 do not print the trace
  --help, --version
`

export type Command =
  | { readonly do: 'help' | 'version' }
  | { readonly do: 'serve'; readonly options: ServeOptions; readonly quiet: boolean; readonly pastDays?: number }

/**
 * Parses the arguments of the command line.
 *
 * @param readFile Reads the text of a scenario file.
 * @throws TypeError that names the argument, its value and what is allowed.
 */
export function readCommand(args: readonly string[], readFile: (path: string) => string): Command {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false })
  if (values.help) return { do: 'help' }
  if (values.version) return { do: 'version' }
  const {
    'callback-uri': callbackUri,
    'allow-origin': allowedOrigins,
    scenario = [],
    seed,
    host,
    auth,
    deliver,
    lenient,
    latency,
    hostname,
  } = values
  return {
    do: 'serve',
    options: {
      port: readNumber('port', values.port ?? '4010'),
      clock: readClock(values),
      scenarios: scenario.map((name) => readScenario(name, readFile)),
      ...(hostname !== undefined && { hostname }),
      ...(seed !== undefined && { seed }),
      ...(host && { hosts: host }),
      ...(allowedOrigins && { allowedOrigins }),
      ...(callbackUri !== undefined && { callbackUri }),
      ...(auth !== undefined && { auth: readChoice('auth', auth, ['off', 'optional', 'required', 'permissions']) }),
      ...(deliver !== undefined && {
        notifications: { deliver: readChoice('deliver', deliver, ['auto', 'fetch', 'none'] as const) },
      }),
      ...(lenient && { strict: false }),
      ...(latency !== undefined && { records: { latency } }),
    },
    quiet: values.quiet ?? false,
    ...(values.past !== undefined && { pastDays: readNumber('past', values.past) }),
  }
}

const OPTIONS = {
  port: { type: 'string' },
  hostname: { type: 'string' },
  host: { type: 'string', multiple: true },
  'allow-origin': { type: 'string', multiple: true },
  'callback-uri': { type: 'string' },
  scenario: { type: 'string', multiple: true },
  seed: { type: 'string' },
  clock: { type: 'string' },
  start: { type: 'string' },
  rate: { type: 'string' },
  deliver: { type: 'string' },
  lenient: { type: 'boolean' },
  auth: { type: 'string' },
  latency: { type: 'string' },
  past: { type: 'string' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const

function readNumber(name: string, text: string): number {
  const number = Number(text)
  if (text.trim() !== '' && Number.isFinite(number)) return number
  throw new TypeError(`--${name}: '${text}' is not a number. Use one such as 10.`)
}

function readChoice<Choice extends string>(option: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((one) => one === text)
  if (choice !== undefined) return choice
  throw new TypeError(`--${option}: '${text}' is not allowed. Use one of ${choices.join(', ')}.`)
}

interface ClockArguments {
  readonly clock?: string
  readonly start?: string
  readonly rate?: string
}

function readClock({ clock: name = 'real', start, rate }: ClockArguments): ClockOption {
  const clock = readChoice('clock', name, ['real', 'manual'])
  if (clock === 'manual' && rate !== undefined) {
    throw new TypeError('--rate: a manual clock has no rate. Remove --rate, or use --clock real.')
  }
  if (start === undefined && rate === undefined) return clock
  const ownRate = clock === 'manual' ? 0 : readNumber('rate', rate ?? '1')
  return { ...(start !== undefined && { start }), rate: ownRate }
}

/** @param name The name of a scenario of the library, or the path of a `.json` file. */
function readScenario(name: string, readFile: (path: string) => string): Scenario {
  return name.endsWith('.json') ? parseScenario(readFile(name)) : resolveScenario(name)
}
