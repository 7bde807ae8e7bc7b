import { screen } from '@testing-library/dom'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { advance, matchers, settle, setupEmulator } from '../../src/adapters/testing/browser.ts'
import { anOutgoingCall } from '../support/bodies.ts'

// The entry point ./testing in a page: MSW's worker catches the requests.

const CALLS = 'https://graph.microsoft.com/v1.0/communications/calls'
const WEBHOOK = 'https://app.contoso.com/calls'
const { emulator } = setupEmulator({ seed: 7, hooks: { beforeAll, afterEach, afterAll } })
expect.extend(matchers)

/** An app that is told of its call in one place, and shows it in another, which observes the first. */
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

describe.each(['real', 'fake'])('a page tested with timers that are %s', (timers) => {
  let observer: MutationObserver
  beforeEach(() => {
    if (timers === 'fake') vi.useFakeTimers()
    observer = renderApp()
  })
  afterEach(() => {
    observer.disconnect()
    vi.useRealTimers()
  })

  it('has taken in what happened when an advance is over', async () => {
    const body = JSON.stringify(anOutgoingCall({ callbackUri: WEBHOOK }))
    const answer = await fetch(CALLS, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    const { id } = await answer.json()
    await settle(emulator)
    expect(screen.getByRole('status').textContent).toBe('The call is establishing')
    await advance(emulator, '2s')
    expect(screen.getByRole('status').textContent).toBe('The call is established')
    expect(emulator).toHaveCallInState(id, 'established')
  })

  it('finds the world as it was at first in each test', () => {
    expect(emulator.trace.entries()).toEqual([])
    expect(emulator).not.toHaveNotified()
  })
})
