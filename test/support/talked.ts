import { aGroupCall, anOutgoingCall } from './bodies.ts'
import { setup } from './setup.ts'

const CALLS = '/communications/calls'

/** A call that is up between two, and one that has ended and left a record. */
export async function talked() {
  const { emulator, graph } = setup()
  const { body: ended } = await graph.post(CALLS, anOutgoingCall())
  await emulator.clock.advance('3s')
  await graph.delete(`${CALLS}/${ended.id}`)
  await emulator.clock.runToIdle()
  const { body: call } = await graph.post(CALLS, aGroupCall())
  await emulator.clock.advance('3s')
  return { graph, call, recordId: ended.callChainId as string }
}
