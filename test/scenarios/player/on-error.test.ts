import { expect, it, vi } from 'vitest'
import { createEmulator, type Scenario } from '../../../src/index.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

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

it('onError receives an impossible step by scenario and number, and the scenario continues', async () => {
  const errors: Error[] = []
  const { emulator, graph } = setup({ scenarios: [twiceOnHold], onError: (error) => errors.push(error) })
  const call = await createCall(graph)
  await emulator.clock.advance('10s')
  expect(errors.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^scenario 'twice on hold', step 3 \(hold\): .*hold/),
  ])
  expect(emulator.trace.of('refused')).toHaveLength(1)
  expect(emulator.store.getState().calls.get(call.id)?.state).toBe('established')
})

it('warns in the console of an impossible step, unless onError replaces the warning', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  try {
    const { emulator, graph } = setup({ scenarios: [twiceOnHold] })
    await createCall(graph)
    await emulator.clock.advance('10s')
    expect(warn.mock.calls).toEqual([
      ['[graph-communications-emulator]', expect.stringMatching(/^scenario 'twice on hold', step 3 \(hold\): .*hold/)],
    ])
    const silent = setup({ scenarios: [twiceOnHold], onError: () => {} })
    await createCall(silent.graph)
    await silent.emulator.clock.advance('10s')
    expect(warn).toHaveBeenCalledTimes(1)
  } finally {
    warn.mockRestore()
  }
})

it('onError does not receive what perform throws', async () => {
  const errors: Error[] = []
  const { emulator, graph } = setup({ onError: (error) => errors.push(error) })
  const call = await createCall(graph)
  expect(() => emulator.perform(call.id, { do: 'resume' })).toThrow('emulator.perform')
  expect(errors).toEqual([])
})

it('an onError that is not a function is refused', () => {
  expect(() => createEmulator({ onError: 'log' as never })).toThrow("createEmulator: 'onError'")
})
