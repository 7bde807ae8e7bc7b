import { setupWorker } from 'msw/browser'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createPlaygroundEmulator, mountPlayground } from '../../playground/playground.ts'
import { INITIAL_POPULATION } from '../../playground/population-card.ts'
import { scenarios } from '../../src/index.ts'

// The page as it is, except that the tests control the clock.
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

const app = page.getByRole('region', { name: 'App', exact: true })
const controls = page.getByRole('region', { name: 'Emulator', exact: true })
const shows = (text: string | RegExp) => expect.element(app.getByText(text)).toBeVisible()
/** Resolves once the app's request to hang up has arrived: advancing the clock before would have no effect. */
const hangUpArrived = () => emulator.trace.waitFor((entry) => entry.type === 'transition' && entry.to === 'terminating')

it('places a call, records it, hangs up and shows the call record', async () => {
  await app.getByRole('button', { name: 'Place a call' }).click()
  await shows('Ringing…')
  await emulator.clock.advance('2s')
  await shows('Connected')

  await app.getByRole('button', { name: 'Record' }).click()
  await shows('Recording…')
  await emulator.clock.advance('1s')
  await controls.getByRole('button', { name: 'Speak 3 s' }).click()
  await emulator.clock.advance('10s')
  await shows('Action completed, max silence timeout reached.')

  await app.getByRole('button', { name: 'Hang up' }).click()
  await shows('Ending…')
  await hangUpArrived()
  await controls.getByRole('button', { name: 'Run to idle' }).click()
  await shows('Call ended')
  const record = app.getByTestId('call-record')
  await expect.element(record).toBeVisible()
  await expect.element(record.getByRole('row', { name: /Adele Vance/ })).toBeVisible()
  await expect.element(record.getByRole('table', { name: 'Audio quality' })).toBeVisible()
})

it('shows an incoming call until it times out', async () => {
  await controls.getByRole('button', { name: 'Incoming call from Alex Wilber' }).click()
  await shows('Incoming call')
  await emulator.clock.advance('15s')
  await shows('Not connected')
})

it('polls for the call record until Graph has written it', async () => {
  const late = createPlaygroundEmulator({ clock: 'manual', records: { latency: '15min' } })
  worker.use(...late.handlers)
  document.body.replaceChildren()
  mountPlayground(document.body, late)

  await app.getByRole('button', { name: 'Place a call' }).click()
  await shows('Ringing…')
  await late.clock.advance('1min')
  await shows('Graph has not written the call record yet. Checking again…')
  await late.clock.runToIdle()
  await expect.element(app.getByTestId('call-record')).toBeVisible()
})

it('rejects an incoming call during another call', async () => {
  await app.getByRole('button', { name: 'Place a call' }).click()
  await shows('Ringing…')
  await emulator.clock.advance('2s')
  await shows('Connected')
  await controls.getByRole('button', { name: 'Incoming call from +12065550100' }).click()
  await expect.element(controls.getByText('incoming → terminated')).toBeVisible()
  await shows('Connected')
  await expect.element(controls.getByRole('button', { name: 'Hold' })).toBeEnabled()
})

it('starts a group call with mute, screen sharing and invitation, and shows the call record', async () => {
  emulator.use(scenarios.noAnswer)
  await app.getByRole('radio', { name: 'Group' }).click({ force: true })
  await expect.element(app.getByRole('button', { name: 'Start a group call' })).toBeDisabled()
  for (const name of ['Alex Wilber', 'Megan Bowen']) await app.getByRole('checkbox', { name }).click({ force: true })
  await app.getByRole('button', { name: 'Start a group call' }).click()
  await shows('Connecting…')
  await emulator.clock.advance('1s')
  await shows('Not in the call: Adele Vance, Alex Wilber, Megan Bowen')

  await controls.getByRole('button', { name: 'Answer Adele Vance' }).click()
  await controls.getByRole('button', { name: 'Answer Alex Wilber' }).click()
  await controls.getByRole('button', { name: 'Decline Megan Bowen' }).click()
  await controls.getByRole('button', { name: 'Share screen Alex Wilber' }).click()
  await shows('Not in the call: Megan Bowen')
  await shows('Sharing a screen')

  await app.getByRole('button', { name: 'Mute Adele Vance' }).click()
  await shows('Muted')
  // The focus has moved from the removed button to its list, and not to the button that leaves the call.
  await userEvent.keyboard('{Enter}')
  await shows('Connected')
  await controls.getByRole('button', { name: 'Unmute Adele Vance' }).click()
  await app.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect.element(controls.getByRole('button', { name: 'Unmute Contoso Calls' })).toBeVisible()
  await app.getByRole('button', { name: 'Unmute' }).click()

  await app.getByRole('combobox', { name: 'Person to invite' }).selectOptions('Nestor Wilke')
  await app.getByRole('button', { name: 'Invite' }).click()
  await shows('Nestor Wilke: Ringing…')
  await controls.getByRole('button', { name: 'Answer Nestor Wilke' }).click()
  await expect.element(app.getByRole('list', { name: 'In the call 4' })).toBeVisible()

  await emulator.clock.advance('20s')
  await controls.getByRole('button', { name: 'End for everyone' }).click()
  await emulator.clock.runToIdle()
  await shows('Call ended')
  await expect.element(app.getByTestId('call-record').getByRole('row', { name: /Nestor Wilke/ })).toBeVisible()
})

it('joins a meeting through its lobby, shows who joins and leaves, and is removed', async () => {
  await app.getByRole('radio', { name: 'Meeting' }).click({ force: true })
  await app.getByRole('button', { name: 'Join the meeting' }).click()
  await shows('Connecting…')
  await controls.getByRole('button', { name: 'Send app to lobby' }).click()
  await shows('Waiting in the lobby')
  await controls.getByRole('button', { name: 'Admit Contoso Calls' }).click()
  await shows('Connected')

  await controls.getByRole('button', { name: 'Add participant' }).click()
  await expect.element(app.getByRole('button', { name: 'Mute Alex Wilber' })).toBeVisible()
  await controls.getByRole('button', { name: 'Add to lobby' }).click()
  await shows('Waiting in the lobby')
  await controls.getByRole('button', { name: 'Deny Megan Bowen' }).click()
  await controls.getByRole('button', { name: 'Leave Alex Wilber' }).click()
  await expect.element(controls.getByRole('button', { name: 'Rejoin Alex Wilber' })).toBeVisible()
  await expect.element(app.getByRole('list', { name: 'In the call 2' })).toBeVisible()

  await controls.getByRole('button', { name: 'Remove Contoso Calls' }).click()
  await emulator.clock.runToIdle()
  await shows('Call ended')
})

it('returns to the call after a declined transfer, and ends it after an accepted one', async () => {
  await app.getByRole('button', { name: 'Place a call' }).click()
  await shows('Ringing…')
  await emulator.clock.advance('2s')
  await app.getByRole('combobox', { name: 'Transfer to' }).selectOptions('Megan Bowen')
  await app.getByRole('button', { name: 'Transfer' }).click()
  await shows('Transferring to Megan Bowen…')
  await controls.getByRole('button', { name: 'Decline Megan Bowen' }).click()
  await shows('The transfer failed. 500 / 7000')

  await app.getByRole('button', { name: 'Transfer' }).click()
  await shows('Transferring to Alex Wilber…')
  await controls.getByRole('button', { name: 'Answer Alex Wilber' }).click()
  await shows('Transferred to Alex Wilber')
  await emulator.clock.runToIdle()
  await shows('Call ended')
})

it('moves the keyboard focus to the next action', async () => {
  await userEvent.tab() // Calls
  await userEvent.tab() // Call quality
  await userEvent.tab() // Type of call
  await userEvent.tab() // Person to call
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

it('shows the requests and notifications of the app in the trace', async () => {
  await app.getByRole('button', { name: 'Place a call' }).click()
  await shows('Ringing…')
  const trace = controls.getByRole('list', { name: 'Trace' })
  await expect.element(trace.getByText('POST /communications/calls')).toBeVisible()
  await expect.element(trace.getByText('call establishing')).toBeVisible()
})

const toView = (name: string) => page.getByRole('link', { name }).click()

/** Mounts the page with generated calls, and opens the call quality view. */
async function openCallQuality() {
  document.body.replaceChildren()
  mountPlayground(document.body, emulator, [emulator.populate(INITIAL_POPULATION)])
  await toView('Call quality')
}

it('charts the calls of the last week by day and by audio stream', async () => {
  await openCallQuality()
  await shows(/^\d{3} calls loaded$/)
  await expect.element(app.getByRole('img', { name: /^Bar chart of \d+ calls on 8 days/ })).toBeVisible()
  await expect.element(app.getByRole('img', { name: /^Scatter plot of \d+ audio streams/ })).toBeVisible()
  await app.getByText('Audio streams as a table').click()
  const wifi = app.getByRole('row', { name: /^Wi-Fi/ })
  await expect.element(wifi).toBeVisible()
  await expect.element(controls.getByText(/call records of 24 people/)).toBeVisible()
})

it('filters the calls by a participant, and shows why a call was poor', async () => {
  await openCallQuality()
  await shows(/^\d{3} calls loaded$/)
  await app.getByRole('combobox', { name: 'Participant' }).selectOptions('Alex Wilber')
  await shows(/^\d{2} calls loaded$/)
  const urls = emulator.trace.of('request').map(({ url }) => decodeURIComponent(url))
  expect(urls.some((url) => url.includes(`participants_v2/any(p:p/id eq '3b4f7a5c-`))).toBe(true)

  await app.getByRole('radio', { name: /^Poor/ }).click({ force: true })
  const call = app.getByRole('button', { name: /→ Alex Wilber/ }).first()
  await call.click()
  const session = app.getByRole('region', { name: /^Session of .* and Alex Wilber$/ })
  await expect.element(session.getByText(/Wi-Fi (2.4|5) GHz, signal \d\d %/).last()).toBeVisible()
  await expect.element(session.getByRole('cell', { name: /poor above 30 ms$/ }).first()).toBeVisible()
  await call.click()
  await expect.element(session).not.toBeInTheDocument()
})

it('loads four pages, and the next on request', async () => {
  await openCallQuality()
  await shows(/^\d{3} calls loaded$/)
  await app.getByRole('radio', { name: '2 weeks' }).click({ force: true })
  await shows('240 calls loaded')
  await app.getByRole('button', { name: 'Load more' }).click()
  await shows('300 calls loaded')
})

it('keeps a call running in the background, and lists its record afterwards', async () => {
  await app.getByRole('button', { name: 'Place a call' }).click()
  await shows('Ringing…')
  await toView('Call quality')
  await shows('0 calls loaded')
  await shows('No matching calls in the last 7 days.')
  await emulator.clock.advance('1min')

  await toView('Calls')
  await shows('Connected')
  await app.getByRole('button', { name: 'Hang up' }).click()
  await hangUpArrived()
  await emulator.clock.runToIdle()
  await shows('Call ended')

  await toView('Call quality')
  await shows('1 call loaded')
  await app.getByRole('button', { name: 'Contoso Calls → Adele Vance' }).click()
  await expect.element(app.getByRole('region', { name: 'Session of Contoso Calls and Adele Vance' })).toBeVisible()
})

it('generates past calls, and then more', async () => {
  await toView('Call quality')
  await shows('0 calls loaded')
  await controls.getByRole('button', { name: 'Generate past calls' }).click()
  await shows(/^\d{3} calls loaded$/)
  await expect.element(controls.getByRole('button', { name: 'Generate more' })).toBeVisible()
})
