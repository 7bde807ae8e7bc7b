import type { Meta, StoryObj } from '@storybook/html-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { CallQuality } from '../playground/call-quality/call-quality.ts'
import { app, people } from '../playground/directory.ts'
import { defineElements } from '../src/adapters/panel/define-elements.ts'
import { withEmulator } from '../src/adapters/storybook/index.ts'
import type { Emulator, EmulatorOptions, FaultRule } from '../src/index.ts'
import { contentOf, inPage } from './page.ts'

/** A tenant on a Thursday afternoon, with a paused clock. */
const tenant = {
  seed: 7,
  clock: { start: '2026-03-05T15:00:00Z', rate: 0 },
  directory: { app, users: people },
} as const satisfies EmulatorOptions

/**
 * An app that reads a tenant's call records from Microsoft Graph and shows the quality of the calls. The past calls are
 * generated from a seed: the same calls, people and networks each time.
 */
const meta: Meta = {
  title: 'Call quality',
  // On a docs page, all stories would load their records at the same time.
  tags: ['!autodocs'],
  parameters: { layout: 'fullscreen', emulator: tenant },
  beforeEach(context) {
    const dispose = withEmulator(context)
    context.emulator.populate({ days: 14, callsPerDay: 12, utcOffset: '+00:00' })
    return dispose
  },
  render(_, { emulator }) {
    defineElements({ 'call-quality': CallQuality })
    const quality = new CallQuality()
    Object.assign(quality, { people: peopleOf(emulator), now: emulator.clock.now, timeZone: 'UTC' })
    return inPage(quality, { isWide: true })
  },
}
export default meta
type Story = StoryObj

/** The calls of a week by day and verdict, and the causes of poor quality. */
export const OneWeek: Story = {
  async play({ emulator, canvasElement }) {
    const quality = within(appIn(canvasElement))
    const count = await countOf(emulator)
    await expectStatus(canvasElement, `${count} calls loaded`)
    await expect(quality.getByLabelText(`All ${count} calls`)).toBeChecked()
    await expect(quality.getByLabelText(new RegExp(`^Bar chart of ${count} calls on 8 days`))).toBeVisible()
    await expect(quality.getByLabelText(/^Scatter plot of \d+ audio streams/)).toBeVisible()
    await expect(quality.getByText(`20 of ${count} shown`)).toBeVisible()
    await userEvent.click(quality.getByText('Show 20 more'))
    await quality.findByText(`40 of ${count} shown`)
  },
}

/** The calls of a person in the office with poor Wi-Fi: the details show the signal and the metrics beyond their thresholds. */
export const PoorWifi: Story = {
  async play({ emulator, canvasElement, step }) {
    const quality = within(appIn(canvasElement))
    const person = peopleOf(emulator).find(({ office }) => office === 'Warehouse')
    const { id, displayName } = person ?? { id: '', displayName: '' }

    await step('Filter by a person in the Warehouse, and by poor quality', async () => {
      await expectStatus(canvasElement, /calls loaded/)
      await userEvent.selectOptions(quality.getByLabelText('Participant'), id)
      await expectStatus(canvasElement, `${await countOf(emulator, id)} calls loaded`)
      await userEvent.click(quality.getByLabelText(/^Poor/))
    })

    await step('Open a peer-to-peer call', async () => {
      const [call] = await quality.findAllByText(new RegExp(`${displayName} →|→ ${displayName}`))
      if (call) await userEvent.click(call)
      const session = within(await quality.findByLabelText(new RegExp(`^Session of .*${displayName}`)))
      await expect(session.getAllByText(/Wi-Fi .* GHz, signal (1|2|3)\d %/)).not.toHaveLength(0)
      await expect(session.getAllByText(/, poor above 30 ms/)).not.toHaveLength(0)
    })
  },
}

/** Graph throttles fifteen requests for records: the app retries them after Retry-After. */
export const Throttled: Story = {
  parameters: withFault({
    match: { path: '/communications/callRecords/' },
    times: 15,
    error: { status: 429, code: 'TooManyRequests', message: 'Too many requests.', retryAfter: 2 },
  }),
  async play({ canvasElement }) {
    const quality = within(appIn(canvasElement))
    await expectStatus(canvasElement, 'Throttled by Graph. Retrying in 2 s')
    await expect(quality.getAllByText('Loading…')).not.toHaveLength(0)
    await expectStatus(canvasElement, /calls loaded/)
    await expect(quality.queryByText('Loading…')).toBeNull()
  },
}

/** The app lacks the permission to read call records, and shows Graph's error. */
export const Forbidden: Story = {
  parameters: withFault({
    match: { path: '/communications/callRecords' },
    error: { status: 403, code: 'Forbidden', message: 'The app may not read call records.' },
  }),
  async play({ canvasElement }) {
    const quality = within(appIn(canvasElement))
    await quality.findByText('The app may not read call records. (Forbidden)')
    await expect(quality.queryByRole('table')).toBeNull()
    await expect(quality.getByRole('button', { name: 'Refresh' })).toBeEnabled()
  },
}

function withFault(fault: FaultRule) {
  return { emulator: { ...tenant, faults: [fault] } }
}

function appIn(canvas: HTMLElement): HTMLElement {
  const quality = canvas.querySelector('call-quality')
  if (quality) return contentOf(quality)
  throw new Error('The story does not show the app.')
}

/** Waits for the status of the app. It searches only the status, because searching all the calls repeatedly is slow. */
async function expectStatus(canvas: HTMLElement, words: string | RegExp): Promise<void> {
  const status = appIn(canvas).querySelector('[role="status"]')
  await waitFor(() => expect(status).toHaveTextContent(words), { timeout: 10_000 })
}

/** The people of the generated calls. */
function peopleOf({ store }: Emulator) {
  return store.getState().pasts.flatMap(({ plan }) => plan.people)
}

/** The number of calls of the last week, read from Graph. */
async function countOf({ clock, fetch }: Emulator, participantId?: string): Promise<string> {
  const period = `startDateTime ge ${new Date(clock.now() - 7 * 86_400_000).toISOString()}`
  const filter = participantId ? `${period} and participants_v2/any(p:p/id eq '${participantId}')` : period
  const response = await fetch(`https://graph.microsoft.com/v1.0/communications/callRecords/$count?$filter=${filter}`)
  return response.text()
}
