import type { Meta, StoryObj } from '@storybook/html-vite'
import { expect, userEvent, within } from 'storybook/test'
import type { Emulator } from '../src/index.ts'
import { createQualityStage } from './quality-stage.ts'

/**
 * An app that reads a tenant's call records from Microsoft Graph, and shows how good the calls were. The tenant's past
 * is made up from a seed: the same calls, people and networks each time.
 */
const meta: Meta = {
  title: 'Call quality',
  // One service worker serves the whole page: the worlds of several stories would answer for each other.
  tags: ['!autodocs'],
  parameters: { layout: 'fullscreen' },
}
export default meta
type Story = StoryObj

/** Many records are read. */
const PATIENCE = { timeout: 10_000 }

/** How many calls there were in the last week, asked of Graph. */
async function countOf({ clock, fetch }: Emulator, who?: string): Promise<string> {
  const since = `startDateTime ge ${new Date(clock.now() - 7 * 86_400_000).toISOString()}`
  const filter = who ? `${since} and participants_v2/any(p:p/id eq '${who}')` : since
  const answer = await fetch(`https://graph.microsoft.com/v1.0/communications/callRecords/$count?$filter=${filter}`)
  return answer.text()
}

const week = createQualityStage()

/** A week of calls: how many there were, how they were, and why some were poor. */
export const AWeek: Story = {
  beforeEach: week.enter,
  render: week.show,
  async play() {
    const { emulator, inside } = week.world()
    const quality = within(inside)
    const count = await countOf(emulator)

    await quality.findByText(`${count} calls read`, undefined, PATIENCE)
    await expect(quality.getByRole('radio', { name: `All ${count} calls` })).toBeChecked()
    await expect(quality.getByRole('img', { name: new RegExp(`^Bars of the ${count} calls of 8 days`) })).toBeVisible()
    await expect(quality.getByRole('img', { name: /^Points of \d+ audio streams/ })).toBeVisible()
    const calls = within(quality.getByRole('table', { name: 'Calls, the newest first' }))
    await expect(calls.getAllByRole('row')).toHaveLength(21)
    await userEvent.click(quality.getByRole('button', { name: 'Show 20 older' }))
    await quality.findByText(`40 of ${count} shown`)
  },
}

const badWifi = createQualityStage()

/** Somebody in the office where the Wi-Fi is bad: the call that is chosen shows their signal, and what was beyond a threshold. */
export const BadWifi: Story = {
  beforeEach: badWifi.enter,
  render: badWifi.show,
  async play({ step }) {
    const { emulator, inside, past } = badWifi.world()
    const quality = within(inside)
    const somebody = past.people.find(({ office }) => office === 'Warehouse')
    const { id, displayName } = somebody ?? { id: '', displayName: '' }

    await step('The calls of somebody in the Warehouse', async () => {
      await quality.findByText(/calls read/, undefined, PATIENCE)
      await userEvent.selectOptions(quality.getByRole('combobox', { name: 'Who was in' }), id)
      await quality.findByText(`${await countOf(emulator, id)} calls read`, undefined, PATIENCE)
      await userEvent.click(quality.getByRole('radio', { name: /^Poor/ }))
    })

    await step('One of them, between two', async () => {
      const [call] = await quality.findAllByRole('button', { name: new RegExp(`→ ${displayName}`) })
      if (call) await userEvent.click(call)
      const session = within(await quality.findByRole('region', { name: new RegExp(`^Session of .*${displayName}`) }))
      await expect(session.getAllByText(/Wi-Fi .* GHz, signal (1|2|3)\d %/)).not.toHaveLength(0)
      await expect(session.getAllByText(/, poor beyond 30 ms/)).not.toHaveLength(0)
    })
  },
}

const throttled = createQualityStage({
  faults: [
    {
      match: { path: '/communications/callRecords/' },
      times: 15,
      error: { status: 429, code: 'TooManyRequests', message: 'Too many requests.', retryAfter: 10 },
    },
  ],
})

/** Graph is too busy for fifteen of the records: it is asked for them again when it says. */
export const Throttled: Story = {
  beforeEach: throttled.enter,
  render: throttled.show,
  async play() {
    const { inside, wake } = throttled.world()
    const quality = within(inside)
    await quality.findByText('Graph is busy, and is asked again in 10 s', undefined, PATIENCE)
    await expect(quality.getAllByText('Not read yet')).not.toHaveLength(0)
    wake()
    await quality.findByText(/calls read/, undefined, PATIENCE)
    await expect(quality.queryByText('Not read yet')).toBeNull()
  },
}

const refused = createQualityStage({
  faults: [
    {
      match: { path: '/communications/callRecords' },
      error: { status: 403, code: 'Forbidden', message: 'The app may not read call records.' },
    },
  ],
})

/** The app has no permission to read call records: it says so in Graph's words. */
export const Refused: Story = {
  beforeEach: refused.enter,
  render: refused.show,
  async play() {
    const quality = within(refused.world().inside)
    await quality.findByText('The app may not read call records. (Forbidden)', undefined, PATIENCE)
    await expect(quality.queryByRole('table')).toBeNull()
    await expect(quality.getByRole('button', { name: 'Refresh' })).toBeEnabled()
  },
}
