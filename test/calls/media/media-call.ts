import { toWav } from '../../../src/calls/media/wav.ts'
import type { EmulatorOptions, Step } from '../../../src/index.ts'
import { anOutgoingCall } from '../../support/bodies.ts'
import { establishedCall } from '../../support/calls.ts'
import { createGraph } from '../../support/graph.ts'
import { operations } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

interface MediaCallOptions extends EmulatorOptions {
  readonly base?: 'v1.0' | 'beta'
  /** Changes to the body of the request that creates the call. */
  readonly call?: Record<string, unknown>
}

/** An established call with active media. */
export async function aMediaCall({ base = 'v1.0', call: changes = {}, ...options }: MediaCallOptions = {}) {
  const { emulator, received } = setup(options)
  const graph = createGraph((url, init) => emulator.fetch(url, init), `https://graph.microsoft.com/${base}`)
  const { call, path } = await establishedCall({ emulator, graph, received }, anOutgoingCall(changes))
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

/** Change type, type, status and subcode of each notification about an operation, in order. */
export function outcomes({ received }: Pick<MediaCall, 'received'>): unknown[] {
  return operations(received).map(({ changeType, resourceData }) => [
    changeType,
    resourceData['@odata.type'].replace('#microsoft.graph.', ''),
    resourceData.status,
    resourceData.resultInfo?.subcode,
  ])
}

/** Responds with a WAV of this length, as a server would. */
export function servesWav(durationMs: number): () => Response {
  return () => new Response(toWav({ durationMs, speech: [] }), { headers: { 'content-type': 'audio/wav' } })
}
