import { expect } from 'vitest'
import { toWav } from '../../../src/calls/media/wav.ts'
import type { EmulatorOptions, Step } from '../../../src/index.ts'
import { anOutgoingCall } from '../../support/bodies.ts'
import { createGraph } from '../../support/graph.ts'
import { setup } from '../../support/setup.ts'

interface Circumstances extends EmulatorOptions {
  readonly base?: 'v1.0' | 'beta'
  /** What the call is made with. */
  readonly call?: Record<string, unknown>
}

/** A call that is established, with media flowing, and nothing told of it so far. */
export async function aMediaCall({ base = 'v1.0', call: changes = {}, ...options }: Circumstances = {}) {
  const { emulator, received } = setup(options)
  const graph = createGraph((url, init) => emulator.fetch(url, init), `https://graph.microsoft.com/${base}`)
  const { body: call } = await graph.post('/communications/calls', anOutgoingCall(changes))
  await emulator.clock.advance('2s')
  received.length = 0
  const path = `/communications/calls/${call.id}`
  return {
    emulator,
    graph,
    received,
    call,
    path,
    act: (action: string, body: unknown = {}) => graph.post(`${path}/${action}`, body),
    step: (step: Step) => emulator.perform(call.id, step),
    operation: async (id: string) => (await graph.get(`${path}/operations/${id}`)).body,
  }
}
export type MediaCall = Awaited<ReturnType<typeof aMediaCall>>

/** What was told of operations, in order: change, type, status and subcode of each. */
export function endings({ received }: Pick<MediaCall, 'received'>): unknown[] {
  return received
    .filter(({ resourceUrl }) => resourceUrl.includes('/operations/'))
    .map(({ changeType, resourceData }) => [
      changeType,
      resourceData['@odata.type'].replace('#microsoft.graph.', ''),
      resourceData.status,
      resourceData.resultInfo?.subcode,
    ])
}

/** What is refused says why, and leaves the world and the app's ears as they were. */
export async function expectRefusal(
  world: MediaCall,
  attempt: () => ReturnType<MediaCall['act']>,
  [status, code, ...named]: readonly [number, string, ...string[]],
): Promise<void> {
  const before = world.emulator.store.getState()
  const toldBefore = world.received.length
  const { status: was, body } = await attempt()
  expect([was, body.error?.code]).toEqual([status, code])
  for (const part of named) expect(body.error.message).toContain(part)
  await world.emulator.settled()
  expect(world.emulator.store.getState()).toBe(before)
  expect(world.received).toHaveLength(toldBefore)
}

/** A WAV as a server would send it. */
export function servesWav(durationMs: number): () => Response {
  return () => new Response(toWav({ durationMs, speech: [] }), { headers: { 'content-type': 'audio/wav' } })
}
