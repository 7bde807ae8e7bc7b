import { screen } from '@testing-library/dom'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { advance, matchers, settle, setupEmulator } from '../../src/adapters/testing/browser.ts'
import { anOutgoingCall } from '../support/bodies.ts'

// The entry point ./testing in a page, where MSW's service worker intercepts requests.

const CALLS = 'https://graph.microsoft.com/v1.0/communications/calls'
const WEBHOOK = 'https://app.contoso.com/calls'
const { emulator } = setupEmulator({ seed: 7, hooks: { beforeAll, afterEach, afterAll } })
expect.extend(matchers)

/** An app that updates asynchronously: an observer copies the state of the call to the status line. */
function renderApp(): MutationObserver {
  document.body.innerHTML = '<p data-testid="received"></p><p role="status">Idle</p>'
  const received = screen.getByTestId('received')
  const observer = new MutationObserver(() => {
    screen.getByRole('status').textContent = `The call is ${received.textContent}`
  })
  observer.observe(received, { childList: true })
  emulator.receive(WEBHOOK, async (request) => {
    received.textContent = (await request.json()).value[0].resourceData.state
  })
  return observer
}

describe.each(['real', 'fake'])('a page tested with %s timers', (timers) => {
  let observer: MutationObserver
  beforeEach(() => {
    if (timers === 'fake') vi.useFakeTimers()
    observer = renderApp()
  })
  afterEach(() => {
    observer.disconnect()
    vi.useRealTimers()
  })

  it('is up to date when advance resolves', async () => {
    const body = JSON.stringify(anOutgoingCall({ callbackUri: WEBHOOK }))
    const response = await fetch(CALLS, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    const { id } = await response.json()
    await settle(emulator)
    expect(screen.getByRole('status').textContent).toBe('The call is establishing')
    await advance(emulator, '2s')
    expect(screen.getByRole('status').textContent).toBe('The call is established')
    expect(emulator).toHaveCallInState(id, 'established')
  })

  it('starts each test with a reset emulator', () => {
    expect(emulator.trace.entries()).toEqual([])
    expect(emulator).not.toHaveNotified()
  })
})
