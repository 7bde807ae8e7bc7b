import { expect } from 'vitest'
import { isOnRoster } from '../../src/calls/lifecycle/participants.ts'
import { toParticipant } from '../../src/calls/representation/to-participant.ts'
import type { Emulator } from '../../src/index.ts'
import { aGroupCall, anOutgoingCall } from './bodies.ts'
import type { Answer, Graph } from './graph.ts'
import { namesOn } from './received.ts'

interface World {
  readonly emulator: Emulator
  readonly graph: Graph
  /** What the app has received at its callbackUri. */
  readonly received?: unknown[]
}

/** Creates a call, to Adele unless `body` says otherwise. Tests of creation itself, and of its errors, post on their own. */
export async function createCall(graph: Pick<Graph, 'post'>, body: object = anOutgoingCall()): Promise<Answer['body']> {
  const { status, body: call } = await graph.post('/communications/calls', body)
  expect(status, JSON.stringify(call)).toBe(201)
  return call
}

/** An established call, two seconds old. `received` is cleared: it then holds only what the test itself causes. */
export async function establishedCall<Given extends World>(world: Given, body: object = anOutgoingCall()) {
  const { emulator, graph, received } = world
  const call = await createCall(graph, body)
  await emulator.clock.advance('2s')
  expect(emulator.store.getState().calls.get(call.id)?.state).toBe('established')
  received?.splice(0)
  const path = `/communications/calls/${call.id}`
  const readParticipants = async () => {
    const row = emulator.store.getState().calls.get(call.id)
    // Graph lists the participants of group calls only.
    if (row?.kind === 'peerToPeer') return row.participants.filter(isOnRoster).map((one) => toParticipant(one, row))
    return (await graph.get(`${path}/participants`)).body.value
  }
  return {
    ...world,
    call,
    path,
    readParticipants,
    /** The names on the roster, in its order. */
    readRoster: async () => namesOn(await readParticipants()),
    /** The id of the participant with this name. */
    idOf: async (name: string): Promise<string> =>
      (await readParticipants()).find((participant: object) => namesOn([participant])[0] === name).id,
  }
}

/** A call that the app has ended after two seconds; its call record is written. `received` is cleared. */
export async function endedCall<Given extends World>(world: Given, body?: object) {
  const established = await establishedCall(world, body)
  await world.graph.delete(established.path)
  await world.emulator.clock.runToIdle()
  world.received?.splice(0)
  return established
}

/** A call record with participants, sessions and segments. Graph expands one relationship in a request. */
export async function readRecord(graph: Pick<Graph, 'get'>, id: string, headers?: Record<string, string>) {
  const path = `/communications/callRecords/${id}`
  const { body: withParticipants } = await graph.get(`${path}?$expand=participants_v2`, headers)
  const { status, body } = await graph.get(`${path}?$expand=sessions($expand=segments)`, headers)
  return { status, body: { ...withParticipants, ...body } }
}

/** A group call in progress: the app, Adele and Alex have joined. `received` is cleared. */
export async function groupCallInProgress<Given extends World>(world: Given, body: object = aGroupCall()) {
  const established = await establishedCall(world, body)
  const [app, adele, alex] = (await established.readParticipants()).map(({ id }: { id: string }) => id)
  return { ...established, app, adele, alex }
}
