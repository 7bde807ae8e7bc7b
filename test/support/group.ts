import { expect } from 'vitest'
import type { Emulator, EmulatorOptions } from '../../src/index.ts'
import { aGroupCall } from './bodies.ts'
import type { Answer } from './graph.ts'
import { namesOn } from './rosters.ts'
import { setup } from './setup.ts'

/** A group call of the app, Adele and Alex, or what `body` makes, in which those who were called are by now. */
export async function inGroup(options: EmulatorOptions = {}, body: object = aGroupCall()) {
  const world = setup(options)
  const { body: call } = await world.graph.post('/communications/calls', body)
  await world.emulator.clock.advance('3s')
  // What was told until here is another story.
  world.received.length = 0
  const path = `/communications/calls/${call.id}`
  const idOf = async (name: string): Promise<string> => {
    const { value } = (await world.graph.get(`${path}/participants`)).body
    return value.find((participant: object) => namesOn([participant])[0] === name).id
  }
  const readRoster = async () => namesOn((await world.graph.get(`${path}/participants`)).body.value)
  return { ...world, call, path, idOf, readRoster }
}

interface Refusal {
  readonly status: number
  readonly code: string
  /** What the message has to name: the parameter, its value, the limit. */
  readonly named: readonly string[]
}

/** A request is refused by name, and nothing has changed: neither the world, nor what the app was told. */
export async function expectRefused(
  { emulator, received }: { readonly emulator: Emulator; readonly received: readonly unknown[] },
  request: () => Promise<Answer>,
  { status, code, named }: Refusal,
): Promise<void> {
  const before = emulator.store.getState()
  const heard = received.length
  const { status: answered, body } = await request()
  expect([answered, body.error?.code]).toEqual([status, code])
  for (const part of named) expect(body.error.message).toContain(part)
  await emulator.settled()
  expect(emulator.store.getState()).toBe(before)
  expect(received).toHaveLength(heard)
}

/** What the app was told of operations, in order. */
export function operationsIn<Told extends { resourceUrl: string }>(received: readonly Told[]): Told[] {
  return received.filter(({ resourceUrl }) => resourceUrl.includes('/operations/'))
}
