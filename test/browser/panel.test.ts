import { setupWorker } from 'msw/browser'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mountPanel } from '../../src/adapters/panel/index.ts'
import { createEmulator } from '../../src/index.ts'
import { anOutgoingCall } from '../support/bodies.ts'

const CALLBACK = 'https://bot.contoso.com/calls'
const emulator = createEmulator({ seed: 7, clock: 'manual', callbackUri: CALLBACK })
const worker = setupWorker(...emulator.handlers)
beforeAll(() => worker.start({ quiet: true }))

let unmount = () => {}
afterEach(() => {
  unmount()
  emulator.reset()
})

const toggle = page.getByRole('button', { name: 'Graph emulator' })
const panel = page.getByRole('complementary', { name: 'Graph emulator' })
const button = (name: string) => panel.getByRole('button', { name })

it('opens by its button, and closes with Escape', async () => {
  unmount = mountPanel(emulator)
  await expect.element(panel).not.toBeInTheDocument()
  await toggle.click()
  await expect.element(panel.getByRole('heading', { name: 'Clock' })).toBeVisible()
  await button('Reset').click()
  await userEvent.keyboard('{Escape}')
  await expect.element(panel).not.toBeInTheDocument()
  // Closing has moved the focus to the button.
  await userEvent.keyboard('{Enter}')
  await expect.element(panel).toBeVisible()
  unmount()
  await expect.element(toggle).not.toBeInTheDocument()
})

it('starts an incoming call from a user of the directory, and performs the steps of the caller', async () => {
  unmount = mountPanel(emulator, { open: true })
  await button(`Incoming call from ${emulator.directory.users[0]?.displayName}`).click()
  await expect.element(page.getByRole('button', { name: 'Graph emulator calls: 1' })).toBeVisible()
  await button('Hang up').click()
  await expect.element(panel.getByText('incoming → terminated')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Graph emulator calls: 1' })).not.toBeInTheDocument()
})

it('plays a scenario of the library in the app’s next call, until it is reset', async () => {
  unmount = mountPanel(emulator, { open: true })
  await panel.getByRole('combobox', { name: 'Scenario' }).selectOptions('Busy')
  await expect.element(panel.getByText('The callee is in another call.')).toBeVisible()
  const body = JSON.stringify({ ...anOutgoingCall(), callbackUri: CALLBACK })
  const headers = { 'Content-Type': 'application/json' }
  await fetch('https://graph.microsoft.com/v1.0/communications/calls', { method: 'POST', headers, body })
  await button('+1 s').click()
  await button('+1 s').click()
  await expect.element(panel.getByText('establishing → terminated')).toBeVisible()
  await button('Reset').click()
  await expect.element(panel.getByText(/^Nothing yet/)).toBeVisible()
  await expect.element(panel.getByText('The callee is in another call.')).not.toBeInTheDocument()
})

it('shows why an incoming call is not possible without a callbackUri', async () => {
  unmount = mountPanel(createEmulator({ clock: 'manual' }), { open: true })
  await button('Incoming call from +12065550100').click()
  await expect.element(panel.getByText(/'callbackUri' is missing/)).toBeVisible()
})

it('shows a request with an invalid URL in the trace', async () => {
  unmount = mountPanel(emulator, { open: true })
  await fetch('https://graph.microsoft.com/v1.0/communications/calls/%E0%A4%A')
  await expect.element(panel.getByText(/E0%A4%A/)).toBeVisible()
})

it("runs the README's example 'panel'", async () => {
  await worker.stop()
  // @ts-expect-error vitest.config.ts creates this module from the README.
  await import('../../README.md?example=panel')
  await expect.element(toggle).toBeVisible()
  unmount = () => document.querySelector('graph-emulator-panel')?.remove()
})
