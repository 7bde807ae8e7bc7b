import type { Meta, StoryObj } from '@storybook/html-vite'
import { expect, within } from 'storybook/test'
import { app, people } from '../playground/directory.ts'
import { mountPanel } from '../src/adapters/panel/index.ts'
import { withEmulator } from '../src/adapters/storybook/index.ts'

/** The world beside an app under development: a button in the corner of its page opens it. */
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
    page.innerHTML = '<h1>Your app</h1><p>It sends its requests to graph.microsoft.com, as ever.</p>'
    mountPanel(emulator, { container: page, open: true })
    return page
  },
}
export default meta

/** Nothing has happened yet. */
export const AtRest: StoryObj = {}

/** Somebody has called, and can be made to hang up; what happened is in the trace. */
export const SomebodyCalls: StoryObj = {
  async play({ canvasElement, emulator, userEvent }) {
    const panel = canvasElement.querySelector('graph-emulator-panel')
    await panel?.updateComplete
    const otherSide = panel?.shadowRoot?.querySelector('graph-emulator-other-side')?.shadowRoot?.firstElementChild
    if (!(otherSide instanceof HTMLElement)) throw new Error('The other side is not shown.')
    const card = within(otherSide)
    await userEvent.click(await card.findByRole('button', { name: 'Adele Vance calls' }))
    await emulator.settled()
    await card.findByText('incoming')
    await expect(card.getByRole('button', { name: 'Hang up' })).toBeEnabled()
  },
}
