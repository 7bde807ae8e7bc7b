import type fc from 'fast-check'
import { expect } from 'vitest'
import type { CallRow, Emulator, Step } from '../../src/index.ts'
import type { Graph } from './graph.ts'

// Commands for randomly generated sessions: each runs when it is allowed and is skipped otherwise.

/** The emulator is its own model. */
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

/** A command on one of the calls for which it is allowed. */
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

/** Performs a step in one of the calls in which it is possible. */
export function aPossibleStep(pick: number, step: Step): Command {
  return onACall(
    JSON.stringify(step),
    pick,
    ({ id }, { emulator }) => emulator.can(id, step),
    async ({ emulator }, { id }) => emulator.perform(id, step),
  )
}

/** Lets the app hang up one of the live calls. */
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
