import { setupWorker } from 'msw/browser'
import { userEvent, within } from 'storybook/test'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { withEmulator } from '../../src/adapters/storybook/index.ts'
import type { Emulator, EmulatorOptions } from '../../src/index.ts'

// Storybook itself runs stories/call-status.stories.ts. Here its part is taken by the test.
const worker = setupWorker()
beforeAll(() => worker.start({ quiet: true }))
afterAll(() => worker.stop())
beforeEach(() => worker.resetHandlers())

interface Context {
  readonly parameters: { emulator?: EmulatorOptions }
  readonly msw: typeof worker
  emulator?: Emulator
}

it("the README's example 'storybook' runs as it stands: the story's call is busy", async () => {
  // @ts-expect-error TypeScript knows no such module: vitest.config.ts makes it from the README.
  const { default: meta, Busy } = await import('../../README.md?example=storybook')
  const context = { parameters: Busy.parameters, msw: worker }
  const leave = meta.beforeEach(context)
  document.body.replaceChildren(meta.render())
  await Busy.play({ ...context, canvas: within(document.body), userEvent })
  expect(document.querySelector('button')?.textContent).toBe('ended')
  leave()
})

it('each story has a world of its own, which stands still unless its parameters say otherwise', async () => {
  const enter = async (emulator?: EmulatorOptions) => {
    const context: Context = { parameters: emulator ? { emulator } : {}, msw: worker }
    const leave = withEmulator(context)
    const answer = await fetch('https://graph.microsoft.com/v1.0/communications/callRecords')
    leave()
    return [context.emulator?.clock.rate, answer.headers.get('date')]
  }
  expect(await enter()).toEqual([0, 'Mon, 05 Jan 2026 09:00:00 GMT'])
  const paused = { start: '2026-03-02T00:00:00Z', rate: 0 }
  expect(await enter({ seed: 7, clock: paused })).toEqual([0, 'Mon, 02 Mar 2026 00:00:00 GMT'])
})

it('says what is missing, and names a wrong option', () => {
  expect(() => withEmulator({ parameters: {} })).toThrow('there is no context.msw to answer requests with')
  const wrong = { parameters: { emulator: { auth: 'never' as never } }, msw: worker }
  expect(() => withEmulator(wrong)).toThrow("createEmulator: 'auth'")
})
