import { expect, it } from 'vitest'
import { createEmulator, type Scenario } from '../../src/index.ts'
import { anOutgoingCall } from '../support/bodies.ts'
import { setup } from '../support/setup.ts'

const twiceOnHold: Scenario = {
  name: 'twice on hold',
  match: { direction: 'outgoing' },
  steps: [
    { after: '1s', do: 'answer' },
    { after: '1s', do: 'hold' },
    { after: '1s', do: 'hold' },
    { after: '1s', do: 'resume' },
  ],
}

it('a step that the call does not allow is an error that names scenario and step, and the story goes on', async () => {
  const errors: Error[] = []
  const { emulator, graph } = setup({ scenarios: [twiceOnHold], onError: (error) => errors.push(error) })
  const { body } = await graph.post('/communications/calls', anOutgoingCall())
  await emulator.clock.advance('10s')
  expect(errors.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^scenario 'twice on hold', step 3 \(hold\): .*hold/),
  ])
  expect(emulator.trace.of('refused')).toHaveLength(1)
  expect(emulator.store.getState().calls.get(body.id)?.state).toBe('established')
})

it('what perform throws is not told again', async () => {
  const errors: Error[] = []
  const { emulator, graph } = setup({ onError: (error) => errors.push(error) })
  const { body } = await graph.post('/communications/calls', anOutgoingCall())
  expect(() => emulator.perform(body.id, { do: 'resume' })).toThrow('emulator.perform')
  expect(errors).toEqual([])
})

it('an option that cannot be told is refused', () => {
  expect(() => createEmulator({ onError: 'log' as never })).toThrow("createEmulator: 'onError'")
})
