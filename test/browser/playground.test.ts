import { setupWorker } from 'msw/browser'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createPlaygroundEmulator, mountPlayground } from '../../playground/playground.ts'
import { scenarios } from '../../src/index.ts'

// The page as it is, but for its clock, which the test holds.
const emulator = createPlaygroundEmulator({ clock: 'manual', scenarios: [scenarios.answered] })
const worker = setupWorker(...emulator.handlers)

beforeAll(() => worker.start({ quiet: true, onUnhandledFrame: 'bypass' }))
afterAll(() => worker.stop())

beforeEach(() => {
  worker.resetHandlers()
  emulator.reset()
  document.body.replaceChildren()
  mountPlayground(document.body, emulator)
})

const app = page.getByRole('region', { name: 'The app' })
const world = page.getByRole('region', { name: 'The world behind it' })
const shows = (text: string) => expect.element(app.getByText(text)).toBeVisible()

it('places a call that rings, is answered, is spoken in and leaves a record', async () => {
  await app.getByRole('button', { name: 'Place a call' }).click()
  await shows('Ringing…')
  await emulator.clock.advance('2s')
  await shows('Connected')

  await app.getByRole('button', { name: 'Record' }).click()
  await shows('Recording…')
  await emulator.clock.advance('1s')
  await world.getByRole('button', { name: 'Speak for 3 s' }).click()
  await emulator.clock.advance('10s')
  await shows('Action completed, max silence timeout reached.')

  await app.getByRole('button', { name: 'Hang up' }).click()
  await shows('Ending…')
  await world.getByRole('button', { name: 'Run to idle' }).click()
  await shows('Call ended')
  const record = app.getByTestId('call-record')
  await expect.element(record).toBeVisible()
  await expect.element(record.getByRole('row', { name: /Adele Vance/ })).toBeVisible()
  await expect.element(record.getByRole('table', { name: 'Audio quality' })).toBeVisible()
})

it('lets somebody call, who gives up when nobody answers', async () => {
  await world.getByRole('button', { name: 'Alex Wilber calls' }).click()
  await shows('Incoming call')
  await emulator.clock.advance('15s')
  await shows('Not connected')
})

it('looks for the record until Graph has written it', async () => {
  const late = createPlaygroundEmulator({ clock: 'manual', records: { latency: '15min' } })
  worker.use(...late.handlers)
  document.body.replaceChildren()
  mountPlayground(document.body, late)

  await app.getByRole('button', { name: 'Place a call' }).click()
  await shows('Ringing…')
  await late.clock.advance('1min')
  await shows('Graph has not written it yet. It is looked for again and again.')
  await late.clock.runToIdle()
  await expect.element(app.getByTestId('call-record')).toBeVisible()
})

it('turns away who calls while the app is in a call', async () => {
  await app.getByRole('button', { name: 'Place a call' }).click()
  await shows('Ringing…')
  await emulator.clock.advance('2s')
  await shows('Connected')
  await world.getByRole('button', { name: '+12065550100 calls' }).click()
  await expect.element(world.getByText('incoming → terminated')).toBeVisible()
  await shows('Connected')
  await expect.element(world.getByRole('button', { name: 'Hold' })).toBeEnabled()
})

it('can be worked with the keyboard, which stays where the next action is', async () => {
  await userEvent.tab()
  await userEvent.tab()
  await userEvent.keyboard('{Enter}') // Place a call
  await shows('Ringing…')
  await userEvent.keyboard('{Enter}') // Hang up
  await shows('Ending…')
  await emulator.clock.runToIdle()
  await shows('Not connected')
  await userEvent.keyboard('{Enter}') // Place a call, again
  await shows('Ringing…')
})

it('shows in the trace what the app asked and what it was told', async () => {
  await app.getByRole('button', { name: 'Place a call' }).click()
  await shows('Ringing…')
  const trace = world.getByRole('list', { name: 'Trace' })
  await expect.element(trace.getByText('POST /communications/calls')).toBeVisible()
  await expect.element(trace.getByText('call establishing')).toBeVisible()
})
