import type { Meta, StoryObj } from '@storybook/html-vite'
import { html, render } from 'lit'
import { withEmulator } from '../src/adapters/storybook/index.ts'
import { scenarios } from '../src/index.ts'

const CALLS = 'https://graph.microsoft.com/v1.0/communications/calls'

/** A line of text with the state of a call. A click reads the state again. */
const meta: Meta = {
  title: 'Call status',
  tags: ['autodocs'],
  parameters: { docs: { story: { height: '80px' } } },
  beforeEach: withEmulator,
  render() {
    const line = document.createElement('main')
    const created = createCall()
    const show = async () => {
      const { id } = await created
      const response = await fetch(`${CALLS}/${id}`)
      const state = response.ok ? (await response.json()).state : 'ended'
      render(html`<p>The call to Adele is <button @click=${show}>${state}</button></p>`, line)
    }
    void show()
    return line
  },
}
export default meta

export const Busy: StoryObj = {
  parameters: { emulator: { seed: 7, scenarios: [scenarios.busy] } },
  async play({ emulator, canvas, userEvent }) {
    await canvas.findByRole('button', { name: 'establishing' })
    await emulator.clock.advance('2s')
    await userEvent.click(canvas.getByRole('button'))
    await canvas.findByRole('button', { name: 'ended' })
  },
}

export const Answered: StoryObj = {
  parameters: { emulator: { seed: 7, scenarios: [scenarios.answered] } },
  async play({ emulator, canvas, userEvent }) {
    await canvas.findByRole('button', { name: 'establishing' })
    await emulator.clock.advance('2s')
    await userEvent.click(canvas.getByRole('button'))
    await canvas.findByRole('button', { name: 'established' })
  },
}

async function createCall(): Promise<{ readonly id: string }> {
  const body = {
    '@odata.type': '#microsoft.graph.call',
    callbackUri: 'https://calls.contoso.com/api/callback',
    targets: [{ identity: { user: { id: '112f7296-5fa4-42ca-bae8-6a692b15d4b8' } } }],
    requestedModalities: ['audio'],
    mediaConfig: { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' },
  }
  const headers = { 'Content-Type': 'application/json' }
  const response = await fetch(CALLS, { method: 'POST', headers, body: JSON.stringify(body) })
  return response.json()
}
