import { setupWorker } from 'msw/browser'
import { userEvent, within } from 'storybook/test'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { withEmulator } from '../../src/adapters/storybook/index.ts'
import type { Emulator, EmulatorOptions } from '../../src/index.ts'

// Storybook itself runs stories/call-status.stories.ts. Here the test stands in for Storybook.
const worker = setupWorker()
beforeAll(() => worker.start({ quiet: true }))
afterAll(() => worker.stop())
beforeEach(() => worker.resetHandlers())

interface Context {
  readonly parameters: { emulator?: EmulatorOptions }
  readonly msw: typeof worker
  emulator?: Emulator
}

it("runs the README's example 'storybook', whose call is busy", async () => {
  // @ts-expect-error vitest.config.ts creates this module from the README.
  const { default: meta, Busy } = await import('../../README.md?example=storybook')
  const context = { parameters: Busy.parameters, msw: worker }
  const dispose = await meta.beforeEach(context)
  document.body.replaceChildren(meta.render())
  await Busy.play({ ...context, canvas: within(document.body), userEvent })
  expect(document.querySelector('button')?.textContent).toBe('ended')
  dispose()
})

it('gives each story its own emulator, with a manual clock by default', async () => {
  const runStory = async (emulator?: EmulatorOptions) => {
    const context: Context = { parameters: emulator ? { emulator } : {}, msw: worker }
    const dispose = await withEmulator(context)
    const response = await fetch('https://graph.microsoft.com/v1.0/communications/callRecords')
    dispose()
    return [context.emulator?.clock.rate, response.headers.get('date')]
  }
  expect(await runStory()).toEqual([0, 'Mon, 05 Jan 2026 09:00:00 GMT'])
  const paused = { start: '2026-03-02T00:00:00Z', rate: 0 }
  expect(await runStory({ seed: 7, clock: paused })).toEqual([0, 'Mon, 02 Mar 2026 00:00:00 GMT'])
})

it('rejects a missing context.msw and an invalid option, each by name', async () => {
  await expect(withEmulator({ parameters: {} })).rejects.toThrow('context.msw is missing')
  const invalid = { parameters: { emulator: { auth: 'never' as never } }, msw: worker }
  await expect(withEmulator(invalid)).rejects.toThrow("createEmulator: 'auth'")
})
