import type { Meta, StoryObj } from '@storybook/html-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { CallQuality } from '../playground/call-quality/call-quality.ts'
import { app, people } from '../playground/directory.ts'
import { defineElements } from '../src/adapters/panel/define-elements.ts'
import { withEmulator } from '../src/adapters/storybook/index.ts'
import type { Emulator, EmulatorOptions, FaultRule } from '../src/index.ts'
import { inPage, insideOf } from './page.ts'

/** A tenant on a Thursday afternoon. Time stands still. */
const tenant = {
  seed: 7,
  clock: { start: '2026-03-05T15:00:00Z', rate: 0 },
  directory: { app, users: people },
} as const satisfies EmulatorOptions

/**
 * An app that reads a tenant's call records from Microsoft Graph, and shows how good the calls were. The tenant's past
 * is made up from a seed: the same calls, people and networks each time.
 */
const meta: Meta = {
  title: 'Call quality',
  // On one page all stories would read their records at the same time.
  tags: ['!autodocs'],
  parameters: { layout: 'fullscreen', emulator: tenant },
  beforeEach(context) {
    const leave = withEmulator(context)
    context.emulator.populate({ days: 14, callsPerDay: 12, utcOffset: '+00:00' })
    return leave
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

/** A week of calls: how many there were, how they were, and why some were poor. */
export const AWeek: Story = {
  async play({ emulator, canvasElement }) {
    const quality = within(appIn(canvasElement))
    const count = await countOf(emulator)
    await told(canvasElement, `${count} calls read`)
    await expect(quality.getByLabelText(`All ${count} calls`)).toBeChecked()
    await expect(quality.getByLabelText(new RegExp(`^Bars of the ${count} calls of 8 days`))).toBeVisible()
    await expect(quality.getByLabelText(/^Points of \d+ audio streams/)).toBeVisible()
    await expect(quality.getByText(`20 of ${count} shown`)).toBeVisible()
    await userEvent.click(quality.getByText('Show 20 older'))
    await quality.findByText(`40 of ${count} shown`)
  },
}

/** Somebody in the office where the Wi-Fi is bad: the call that is chosen shows their signal, and what was beyond a threshold. */
export const BadWifi: Story = {
  async play({ emulator, canvasElement, step }) {
    const quality = within(appIn(canvasElement))
    const somebody = peopleOf(emulator).find(({ office }) => office === 'Warehouse')
    const { id, displayName } = somebody ?? { id: '', displayName: '' }

    await step('The calls of somebody in the Warehouse', async () => {
      await told(canvasElement, /calls read/)
      await userEvent.selectOptions(quality.getByLabelText('Who was in'), id)
      await told(canvasElement, `${await countOf(emulator, id)} calls read`)
      await userEvent.click(quality.getByLabelText(/^Poor/))
    })

    await step('One of them, between two', async () => {
      const [call] = await quality.findAllByText(new RegExp(`${displayName} →|→ ${displayName}`))
      if (call) await userEvent.click(call)
      const session = within(await quality.findByLabelText(new RegExp(`^Session of .*${displayName}`)))
      await expect(session.getAllByText(/Wi-Fi .* GHz, signal (1|2|3)\d %/)).not.toHaveLength(0)
      await expect(session.getAllByText(/, poor beyond 30 ms/)).not.toHaveLength(0)
    })
  },
}

/** Graph is too busy for fifteen of the records: it is asked for them again when it says. */
export const Throttled: Story = {
  parameters: inTrouble({
    match: { path: '/communications/callRecords/' },
    times: 15,
    error: { status: 429, code: 'TooManyRequests', message: 'Too many requests.', retryAfter: 2 },
  }),
  async play({ canvasElement }) {
    const quality = within(appIn(canvasElement))
    await told(canvasElement, 'Graph is busy, and is asked again in 2 s')
    await expect(quality.getAllByText('Not read yet')).not.toHaveLength(0)
    await told(canvasElement, /calls read/)
    await expect(quality.queryByText('Not read yet')).toBeNull()
  },
}

/** The app has no permission to read call records: it says so in Graph's words. */
export const Refused: Story = {
  parameters: inTrouble({
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

function inTrouble(fault: FaultRule) {
  return { emulator: { ...tenant, faults: [fault] } }
}

function appIn(canvas: HTMLElement): HTMLElement {
  const quality = canvas.querySelector('call-quality')
  if (quality) return insideOf(quality)
  throw new Error('The story shows no app.')
}

/** The app says how far it is. Only that is looked at: there are too many calls to search them again and again. */
async function told(canvas: HTMLElement, words: string | RegExp): Promise<void> {
  const status = appIn(canvas).querySelector('[role="status"]')
  await waitFor(() => expect(status).toHaveTextContent(words), { timeout: 10_000 })
}

/** Everybody of the tenant's past. */
function peopleOf({ store }: Emulator) {
  return store.getState().pasts.flatMap(({ plan }) => plan.people)
}

/** How many calls there were in the last week, asked of Graph. */
async function countOf({ clock, fetch }: Emulator, who?: string): Promise<string> {
  const since = `startDateTime ge ${new Date(clock.now() - 7 * 86_400_000).toISOString()}`
  const filter = who ? `${since} and participants_v2/any(p:p/id eq '${who}')` : since
  const answer = await fetch(`https://graph.microsoft.com/v1.0/communications/callRecords/$count?$filter=${filter}`)
  return answer.text()
}
