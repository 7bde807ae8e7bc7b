import type fc from 'fast-check'
import { expect } from 'vitest'
import type { CallRow, Emulator, Step } from '../../src/index.ts'
import type { Graph } from './graph.ts'

// What can be done in a session that is drawn: a command is carried out when it is allowed, and skipped otherwise.

/** The model is the world itself, read only. */
export interface World {
  readonly emulator: Emulator
  readonly graph: Graph
  // biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
  readonly received: any[]
}
export type Command = fc.AsyncCommand<World, World>

export function callsOf({ emulator }: World): CallRow[] {
  return [...emulator.store.getState().calls].sort((a, b) => a.sequence - b.sequence)
}

export function command(name: string, run: (world: World) => Promise<void>): Command {
  return { check: () => true, run: (_, world) => run(world), toString: () => name }
}

/** A command on one of the calls that it is allowed for. */
export function onACall(
  name: string,
  pick: number,
  isAllowed: (call: CallRow, world: World) => boolean,
  run: (world: World, call: CallRow) => Promise<void>,
): Command {
  const candidates = (world: World) => callsOf(world).filter((call) => isAllowed(call, world))
  return {
    check: (world) => candidates(world).length > 0,
    run: async (_, world) => {
      const allowed = candidates(world)
      const call = allowed[pick % allowed.length]
      if (call) await run(world, call)
    },
    toString: () => `${name}[${pick}]`,
  }
}

/** A step of the other side in one of the calls in which it is possible. */
export function aPossibleStep(pick: number, step: Step): Command {
  return onACall(
    JSON.stringify(step),
    pick,
    ({ id }, { emulator }) => emulator.can(id, step),
    async ({ emulator }, { id }) => emulator.perform(id, step),
  )
}

/** The app hangs up one of the calls that have not ended. */
export function hangUp(pick: number): Command {
  return onACall(
    'hang up',
    pick,
    ({ state }) => state !== 'terminated',
    async ({ graph }, { id }) => {
      expect((await graph.delete(`/communications/calls/${id}`)).status).toBe(204)
    },
  )
}
