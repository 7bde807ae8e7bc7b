import { createEmulator, type EmulatorOptions } from '../../src/index.ts'
import { CALLBACK } from './bodies.ts'
import { createGraph } from './graph.ts'

/** An emulator with a manual clock, a client for it, and the notifications that the app received at {@link CALLBACK}. */
export function setup(options: EmulatorOptions = {}) {
  const emulator = createEmulator({ seed: 7, clock: 'manual', ...options })
  const graph = createGraph((url, init) => emulator.fetch(url, init))
  // biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
  const received: any[] = []
  emulator.receive(CALLBACK, async (request) => {
    const { value } = await request.json()
    received.push(...value)
  })
  return { emulator, graph, received }
}
