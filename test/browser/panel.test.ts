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
const world = page.getByRole('complementary', { name: 'Graph emulator' })
const button = (name: string) => world.getByRole('button', { name })

it('is a button that opens the world beside the app, and closes it again by the keyboard', async () => {
  unmount = mountPanel(emulator)
  await expect.element(world).not.toBeInTheDocument()
  await toggle.click()
  await expect.element(world.getByRole('heading', { name: 'Clock' })).toBeVisible()
  await button('Reset').click()
  await userEvent.keyboard('{Escape}')
  await expect.element(world).not.toBeInTheDocument()
  // The keyboard is on the button again.
  await userEvent.keyboard('{Enter}')
  await expect.element(world).toBeVisible()
  unmount()
  await expect.element(toggle).not.toBeInTheDocument()
})

it('lets somebody of the directory call the app, and takes the steps of the other side', async () => {
  unmount = mountPanel(emulator, { open: true })
  await button(`${emulator.directory.users[0]?.displayName} calls`).click()
  await expect.element(page.getByRole('button', { name: 'Graph emulator calls: 1' })).toBeVisible()
  await button('Hang up').click()
  await expect.element(world.getByText('incoming → terminated')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Graph emulator calls: 1' })).not.toBeInTheDocument()
})

it('has the app’s next call go as a scenario of the library says', async () => {
  unmount = mountPanel(emulator, { open: true })
  await world.getByRole('combobox', { name: 'Scenario' }).selectOptions('Busy')
  await expect.element(world.getByText('The callee is in another call.')).toBeVisible()
  const body = JSON.stringify({ ...anOutgoingCall(), callbackUri: CALLBACK })
  const headers = { 'Content-Type': 'application/json' }
  await fetch('https://graph.microsoft.com/v1.0/communications/calls', { method: 'POST', headers, body })
  await button('+1 s').click()
  await button('+1 s').click()
  await expect.element(world.getByText('establishing → terminated')).toBeVisible()
  await button('Reset').click()
  await expect.element(world.getByText('Nothing has happened yet.')).toBeVisible()
  await expect.element(world.getByText('The callee is in another call.')).not.toBeInTheDocument()
})

it('says what went wrong: nobody can be told of a call without a callbackUri', async () => {
  unmount = mountPanel(createEmulator({ clock: 'manual' }), { open: true })
  await button('+12065550100 calls').click()
  await expect.element(world.getByText(/nobody can be told of the call/)).toBeVisible()
})

it('tells what happened whatever was asked for', async () => {
  unmount = mountPanel(emulator, { open: true })
  await fetch('https://graph.microsoft.com/v1.0/communications/calls/%E0%A4%A')
  await expect.element(world.getByText(/E0%A4%A/)).toBeVisible()
})

it("the README's example 'panel' runs as it stands", async () => {
  await worker.stop()
  // @ts-expect-error TypeScript knows no such module: vitest.config.ts makes it from the README.
  await import('../../README.md?example=panel')
  await expect.element(toggle).toBeVisible()
  unmount = () => document.querySelector('graph-emulator-panel')?.remove()
})
