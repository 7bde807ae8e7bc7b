import { screen, waitFor } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { setupWorker } from 'msw/browser'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createEmulator, scenarios } from '../../src/index.ts'
import { anOutgoingCall } from '../support/bodies.ts'

// An example of an app's own tests: Testing Library, MSW, and an emulator with a manual clock.

const CALLS = 'https://graph.microsoft.com/v1.0/communications/calls'
const WEBHOOK = 'https://app.contoso.com/calls'

const emulator = createEmulator({ seed: 7, clock: 'manual' })
const worker = setupWorker(...emulator.handlers)

beforeAll(() => worker.start({ quiet: true, onUnhandledFrame: 'bypass' }))
afterAll(() => worker.stop())
beforeEach(() => {
  emulator.reset()
  renderApp()
})

/** A minimal app: a button places a call, and a status line shows its notifications. */
function renderApp(): void {
  document.body.innerHTML = '<button>Call Adele</button><p role="status">Idle</p>'
  const status = screen.getByRole('status')
  screen.getByRole('button').addEventListener('click', async () => {
    await fetch(CALLS, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(anOutgoingCall({ callbackUri: WEBHOOK })),
    })
  })
  emulator.receive(WEBHOOK, async (request) => {
    const { state, resultInfo } = (await request.json()).value[0].resourceData
    status.textContent = resultInfo ? `${state}: ${resultInfo.message}` : state
  })
}

/** Clicks the button, and waits for the first notification. */
async function placeCall(): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: 'Call Adele' }))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('establishing'))
}

it('shows that the call was answered', async () => {
  await placeCall()
  await emulator.clock.advance('2s')
  expect(screen.getByRole('status').textContent).toBe('established')
})

it('shows why the call failed', async () => {
  emulator.use(scenarios.busy)
  await placeCall()
  await emulator.clock.runToIdle()
  expect(screen.getByRole('status').textContent).toBe('terminated: The callee is busy.')
})
