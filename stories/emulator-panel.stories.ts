import type { Meta, StoryObj } from '@storybook/html-vite'
import { expect, within } from 'storybook/test'
import { app, people } from '../playground/directory.ts'
import { mountPanel } from '../src/adapters/panel/index.ts'
import { withEmulator } from '../src/adapters/storybook/index.ts'
import { contentOf } from './page.ts'

/** The panel beside an app under development. A button in the corner of the page opens it. */
const meta: Meta = {
  title: 'Emulator panel',
  tags: ['autodocs'],
  parameters: {
    layout: 'fullscreen',
    docs: { story: { height: '720px' } },
    emulator: { seed: 7, directory: { app, users: people }, callbackUri: 'https://calls.contoso.com/api/callback' },
  },
  beforeEach: withEmulator,
  render(_, { emulator }) {
    const page = document.createElement('main')
    page.style.cssText = 'min-height: 100vh; padding: 2rem; font-family: system-ui; background: #fff; color: #242424'
    page.innerHTML = '<h1>Your app</h1><p>It sends its requests to graph.microsoft.com.</p>'
    mountPanel(emulator, { container: page, open: true })
    return page
  },
}
export default meta

/** Before the first call. */
export const NoCall: StoryObj = {}

/** A user calls the app. The steps of the caller are enabled, and the trace shows what happened. */
export const IncomingCall: StoryObj = {
  async play({ canvasElement, emulator, userEvent }) {
    const panel = canvasElement.querySelector('graph-emulator-panel')
    await panel?.updateComplete
    const callCard = panel?.shadowRoot?.querySelector('graph-emulator-call')
    if (!callCard) throw new Error('The panel shows no call card.')
    const card = within(contentOf(callCard))
    await userEvent.click(await card.findByRole('button', { name: 'Incoming call from Adele Vance' }))
    await emulator.settled()
    await card.findByText('incoming')
    await expect(card.getByRole('button', { name: 'Hang up' })).toBeEnabled()
  },
}
