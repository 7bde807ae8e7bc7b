#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { formatEntry, formatTime } from '../../trace/format-entry.ts'
import { type Command, readCommand, USAGE } from './command-line.ts'
import { type EmulatorServer, serve } from './serve.ts'

async function run(command: Command): Promise<void> {
  if (command.do !== 'serve') return console.log(command.do === 'help' ? USAGE : packageVersion())
  const server = await serve(command.options)
  try {
    start(server, command)
  } catch (error) {
    // Otherwise the process would go on to listen.
    await server.close()
    throw error
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close())
}

function start({ emulator, url }: EmulatorServer, { pastDays, quiet }: Command & { do: 'serve' }): void {
  if (pastDays !== undefined) {
    const { records } = emulator.populate({ days: pastDays })
    console.log(`Populated with ${records} call records of the last ${pastDays} days.`)
  }
  if (!quiet) {
    emulator.trace.subscribe((entry) =>
      console.log(`${formatTime(entry.at)} ${entry.type.padEnd(12)} ${formatEntry(entry)}`),
    )
  }
  console.log(`Microsoft Graph's calling APIs: ${url}/v1.0/communications and ${url}/beta/communications`)
  console.log(`Control API for participants, clock and trace: GET ${url}/emulator lists its requests.`)
}

function packageVersion(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version
}

try {
  await run(readCommand(process.argv.slice(2), (path) => readFileSync(path, 'utf8')))
} catch (error) {
  console.error(`graph-communications-emulator: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
