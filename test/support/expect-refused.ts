import { expect } from 'vitest'
import type { Emulator } from '../../src/index.ts'
import type { Answer } from './graph.ts'

interface World {
  readonly emulator: Emulator
  /** What the app has received at its callbackUri. */
  readonly received: readonly unknown[]
}

interface Refusal {
  readonly status: number
  readonly code: string
  /** What the message has to name: the parameter, its value, the limit. */
  readonly named: readonly string[]
}

/** Expects this error, and that the request changes nothing: neither the store nor what the app receives. */
export async function expectRefused(
  { emulator, received }: World,
  request: () => Promise<Answer>,
  { status, code, named }: Refusal,
): Promise<void> {
  const before = emulator.store.getState()
  const count = received.length
  const { status: answered, body } = await request()
  expect([answered, body.error?.code]).toEqual([status, code])
  for (const part of named) expect(body.error.message).toContain(part)
  await emulator.settled()
  expect(emulator.store.getState()).toBe(before)
  expect(received).toHaveLength(count)
}
