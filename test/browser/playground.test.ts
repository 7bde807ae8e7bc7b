import { setupWorker } from 'msw/browser'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { PAST } from '../../playground/past-card.ts'
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
  location.hash = ''
  document.body.replaceChildren()
  mountPlayground(document.body, emulator)
})

const app = page.getByRole('region', { name: 'The app' })
const world = page.getByRole('region', { name: 'The world behind it' })
const shows = (text: string | RegExp) => expect.element(app.getByText(text)).toBeVisible()
/** The app's request has arrived: time that passes before brings nothing about. */
const isTerminating = () => emulator.trace.waitFor((entry) => entry.type === 'transition' && entry.to === 'terminating')

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
  await isTerminating()
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

it('calls several, who answer, decline, share, are muted and invited, and come to the record', async () => {
  emulator.use(scenarios.noAnswer)
  await app.getByRole('radio', { name: 'Several' }).click({ force: true })
  await expect.element(app.getByRole('button', { name: 'Start a group call' })).toBeDisabled()
  for (const name of ['Alex Wilber', 'Megan Bowen']) await app.getByRole('checkbox', { name }).click({ force: true })
  await app.getByRole('button', { name: 'Start a group call' }).click()
  await shows('Connecting…')
  await emulator.clock.advance('1s')
  await shows('Not in the call: Adele Vance, Alex Wilber, Megan Bowen')

  await world.getByRole('button', { name: 'Answer Adele Vance' }).click()
  await world.getByRole('button', { name: 'Answer Alex Wilber' }).click()
  await world.getByRole('button', { name: 'Decline Megan Bowen' }).click()
  await world.getByRole('button', { name: 'Share Alex Wilber' }).click()
  await shows('Not in the call: Megan Bowen')
  await shows('Sharing a screen')

  await app.getByRole('button', { name: 'Mute Adele Vance' }).click()
  await shows('Muted')
  // The button is gone, and the keyboard is on its list, not on the button that leaves the call.
  await userEvent.keyboard('{Enter}')
  await shows('Connected')
  await world.getByRole('button', { name: 'Unmute Adele Vance' }).click()
  await app.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect.element(world.getByRole('button', { name: 'Unmute Contoso Calls' })).toBeVisible()
  await app.getByRole('button', { name: 'Unmute' }).click()

  await app.getByRole('combobox', { name: 'Whom to invite' }).selectOptions('Nestor Wilke')
  await app.getByRole('button', { name: 'Invite' }).click()
  await shows('Nestor Wilke: Ringing…')
  await world.getByRole('button', { name: 'Answer Nestor Wilke' }).click()
  await expect.element(app.getByRole('list', { name: 'In the call 4' })).toBeVisible()

  await emulator.clock.advance('20s')
  await world.getByRole('button', { name: 'End it for all' }).click()
  await emulator.clock.runToIdle()
  await shows('Call ended')
  await expect.element(app.getByTestId('call-record').getByRole('row', { name: /Nestor Wilke/ })).toBeVisible()
})

it('joins a meeting by its lobby, in which others come and go, and is removed', async () => {
  await app.getByRole('radio', { name: 'Meeting' }).click({ force: true })
  await app.getByRole('button', { name: 'Join the meeting' }).click()
  await shows('Connecting…')
  await world.getByRole('button', { name: 'The app waits in the lobby' }).click()
  await shows('Waiting in the lobby')
  await world.getByRole('button', { name: 'Admit Contoso Calls' }).click()
  await shows('Connected')

  await world.getByRole('button', { name: 'Somebody joins' }).click()
  await expect.element(app.getByRole('button', { name: 'Mute Alex Wilber' })).toBeVisible()
  await world.getByRole('button', { name: 'Somebody waits in the lobby' }).click()
  await shows('Waiting in the lobby')
  await world.getByRole('button', { name: 'Deny Megan Bowen' }).click()
  await world.getByRole('button', { name: 'Leave Alex Wilber' }).click()
  await expect.element(world.getByRole('button', { name: 'Come back Alex Wilber' })).toBeVisible()
  await expect.element(app.getByRole('list', { name: 'In the call 2' })).toBeVisible()

  await world.getByRole('button', { name: 'Remove Contoso Calls' }).click()
  await emulator.clock.runToIdle()
  await shows('Call ended')
})

it('transfers a call, which comes back when it is declined, and is over when it is taken', async () => {
  await app.getByRole('button', { name: 'Place a call' }).click()
  await shows('Ringing…')
  await emulator.clock.advance('2s')
  await app.getByRole('combobox', { name: 'To whom to transfer' }).selectOptions('Megan Bowen')
  await app.getByRole('button', { name: 'Transfer' }).click()
  await shows('Transferring to Megan Bowen…')
  await world.getByRole('button', { name: 'Decline Megan Bowen' }).click()
  await shows('The transfer failed. 500 / 7000')

  await app.getByRole('button', { name: 'Transfer' }).click()
  await shows('Transferring to Alex Wilber…')
  await world.getByRole('button', { name: 'Answer Alex Wilber' }).click()
  await shows('Alex Wilber has the call')
  await emulator.clock.runToIdle()
  await shows('Call ended')
})

it('can be worked with the keyboard, which stays where the next action is', async () => {
  await userEvent.tab() // the calls
  await userEvent.tab() // their quality
  await userEvent.tab() // what kind of call
  await userEvent.tab() // whom to call
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

const toView = (name: string) => page.getByRole('link', { name }).click()

/** The page as a visitor finds it, at the quality of the calls that there were. */
async function withAPast() {
  document.body.replaceChildren()
  mountPlayground(document.body, emulator, [emulator.populate(PAST)])
  await toView('Call quality')
}

it('shows at once how good the calls of the last week were, day by day and stream by stream', async () => {
  await withAPast()
  await shows(/^\d{3} calls read$/)
  await expect.element(app.getByRole('img', { name: /^Bars of the \d+ calls of 8 days/ })).toBeVisible()
  await expect.element(app.getByRole('img', { name: /^Points of \d+ audio streams/ })).toBeVisible()
  await app.getByText('Audio streams in numbers').click()
  const wifi = app.getByRole('row', { name: /^Wi-Fi/ })
  await expect.element(wifi).toBeVisible()
  await expect.element(world.getByText(/call records of 24 people, and an office with bad Wi-Fi/)).toBeVisible()
})

it('asks Graph for the calls of one person, and shows why a poor one was poor', async () => {
  await withAPast()
  await shows(/^\d{3} calls read$/)
  await app.getByRole('combobox', { name: 'Who was in' }).selectOptions('Alex Wilber')
  await shows(/^\d{2} calls read$/)
  const asked = emulator.trace.of('request').map(({ url }) => decodeURIComponent(url))
  expect(asked.some((url) => url.includes(`participants_v2/any(p:p/id eq '3b4f7a5c-`))).toBe(true)

  await app.getByRole('radio', { name: /^Poor/ }).click({ force: true })
  const call = app.getByRole('button', { name: /→ Alex Wilber/ }).first()
  await call.click()
  const session = app.getByRole('region', { name: /^Session of .* and Alex Wilber$/ })
  await expect.element(session.getByText(/Wi-Fi (2.4|5) GHz, signal \d\d %/).last()).toBeVisible()
  await expect.element(session.getByRole('cell', { name: /poor beyond 30 ms$/ }).first()).toBeVisible()
  await call.click()
  await expect.element(session).not.toBeInTheDocument()
})

it('reads so many pages by itself, and the next when it is asked to', async () => {
  await withAPast()
  await shows(/^\d{3} calls read$/)
  await app.getByRole('radio', { name: '2 weeks' }).click({ force: true })
  await shows('240 calls read')
  await app.getByRole('button', { name: 'Show more' }).click()
  await shows('300 calls read')
})

it('has the record of a call that was just made, which went on while the other view was shown', async () => {
  await app.getByRole('button', { name: 'Place a call' }).click()
  await shows('Ringing…')
  await toView('Call quality')
  await shows('0 calls read')
  await shows('There were no such calls in the last 7 days.')
  await emulator.clock.advance('1min')

  await toView('Calls')
  await shows('Connected')
  await app.getByRole('button', { name: 'Hang up' }).click()
  await isTerminating()
  await emulator.clock.runToIdle()
  await shows('Call ended')

  await toView('Call quality')
  await shows('1 call read')
  await app.getByRole('button', { name: 'Contoso Calls → Adele Vance' }).click()
  await expect.element(app.getByRole('region', { name: 'Session of Contoso Calls and Adele Vance' })).toBeVisible()
})

it('makes up a past when there is none, and more of it', async () => {
  await toView('Call quality')
  await shows('0 calls read')
  await world.getByRole('button', { name: 'Make up a past' }).click()
  await shows(/^\d{3} calls read$/)
  await expect.element(world.getByRole('button', { name: 'Add another past' })).toBeVisible()
})
