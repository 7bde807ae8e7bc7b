import { parseArgs } from 'node:util'
import { type ClockOption, parseScenario, type Scenario } from '../../index.ts'
import { toScenario } from './controls.ts'
import type { ServeOptions } from './serve.ts'

export const USAGE = `Usage: graph-communications-emulator [options]

Microsoft Graph's calling APIs on this machine: a server in whose memory calls ring, are answered and leave records.

  --port <number>         where to listen (4010)
  --hostname <address>    from where connections are taken (127.0.0.1; 0.0.0.0 is everywhere)
  --host <origin>         another name of the server, such as http://graph:4010; can be repeated
  --callback-uri <url>    where the app is told of incoming calls: the bot's calling webhook
  --scenario <name>       what the other side does: a scenario of the library, or a JSON file; can be repeated
  --seed <text>           what all chance is drawn from (1)
  --clock <real|manual>   whether time passes by itself (real)
  --start <date>          when it begins: 2026-01-05T09:00:00Z (now; with --rate and --clock manual, that date)
  --rate <number>         how fast it passes: 10 is ten times as fast
  --deliver <to>          who is told: auto (addresses of this machine), fetch (all) or none (auto)
  --lenient               take what Graph refuses, such as a callbackUri by http in a network of containers
  --auth <mode>           off, optional, required or permissions (optional)
  --latency <duration>    from a call's end until its record can be read (instant)
  --past <days>           begin with a past of so many days
  --quiet                 do not print what happens
  --help, --version
`

/** What the command is to do. */
export type Command =
  | { readonly do: 'help' | 'version' }
  | { readonly do: 'serve'; readonly options: ServeOptions; readonly quiet: boolean; readonly pastDays?: number }

/**
 * @param readFile Gives the text of a scenario's file.
 * @throws TypeError that names what is wrong with an argument and what would be right.
 */
export function readCommand(args: readonly string[], readFile: (path: string) => string): Command {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false })
  if (values.help) return { do: 'help' }
  if (values.version) return { do: 'version' }
  const { 'callback-uri': callbackUri, scenario = [], seed, host, auth, deliver, lenient, latency, hostname } = values
  return {
    do: 'serve',
    options: {
      port: readNumber('port', values.port ?? '4010'),
      clock: readClock(values),
      scenarios: scenario.map((name) => readScenario(name, readFile)),
      ...(hostname !== undefined && { hostname }),
      ...(seed !== undefined && { seed }),
      ...(host && { hosts: host }),
      ...(callbackUri !== undefined && { callbackUri }),
      ...(auth !== undefined && { auth: oneOf('auth', auth, ['off', 'optional', 'required', 'permissions']) }),
      ...(deliver !== undefined && {
        notifications: { deliver: oneOf('deliver', deliver, ['auto', 'fetch', 'none'] as const) },
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
  throw new TypeError(`--${name}: '${text}' is not a number.`)
}

function oneOf<Name extends string>(option: string, text: string, names: readonly Name[]): Name {
  const name = names.find((one) => one === text)
  if (name !== undefined) return name
  throw new TypeError(`--${option}: '${text}' is none of ${names.join(', ')}.`)
}

interface ClockArguments {
  readonly clock?: string
  readonly start?: string
  readonly rate?: string
}

function readClock({ clock: name = 'real', start, rate }: ClockArguments): ClockOption {
  const clock = oneOf('clock', name, ['real', 'manual'])
  if (clock === 'manual' && rate !== undefined) {
    throw new TypeError('--rate: time stands still with --clock manual. Give one of the two.')
  }
  if (start === undefined && rate === undefined) return clock
  const speed = clock === 'manual' ? 0 : readNumber('rate', rate ?? '1')
  return { ...(start !== undefined && { start }), rate: speed }
}

/** @param given What ends in `.json` is a file. */
function readScenario(given: string, readFile: (path: string) => string): Scenario {
  return given.endsWith('.json') ? parseScenario(readFile(given)) : toScenario(given)
}
