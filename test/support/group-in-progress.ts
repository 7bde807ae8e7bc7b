import type { EmulatorOptions } from '../../src/index.ts'
import { aGroupCall } from './bodies.ts'
import { setup } from './setup.ts'

/** A group call of the app, Adele and Alex in which everybody is in; `told` has what comes from then on. */
export async function aGroupInProgress(body: object = aGroupCall(), options: EmulatorOptions = {}) {
  const world = setup(options)
  const { emulator, graph, received } = world
  const { body: call } = await graph.post('/communications/calls', body)
  await emulator.clock.advance('2s')
  received.length = 0
  const path = `/communications/calls/${call.id}`
  const participants = async () => (await graph.get(`${path}/participants`)).body.value
  const [app, adele, alex] = (await participants()).map(({ id }: { id: string }) => id)

  /** Sends what is to be refused. @returns its answer; nothing was changed, and nobody told. */
  const refused = async (method: string, below: string, request?: unknown) => {
    const before = emulator.store.getState()
    const count = received.length
    const { status, body: answer } = await graph.send(method, `${path}${below}`, request)
    await emulator.settled()
    if (emulator.store.getState() !== before) throw new Error('The world has changed.')
    if (received.length !== count) throw new Error('The app was told something.')
    return { status, code: answer.error.code, message: answer.error.message }
  }
  return { ...world, call, path, participants, app, adele, alex, refused }
}
