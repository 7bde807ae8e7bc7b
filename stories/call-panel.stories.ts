import type { Meta, StoryObj } from '@storybook/html-vite'
import { expect, userEvent, within } from 'storybook/test'
import { people } from '../playground/directory.ts'
import { scenarios } from '../src/index.ts'
import { createStage } from './stage.ts'

/**
 * An app that places calls through Microsoft Graph. What answers its requests is an emulator of the story's own: the
 * same seed, scenario and clock give the same picture each time.
 */
const meta: Meta = {
  title: 'Call panel',
  // One service worker serves the whole page: the worlds of several stories would answer for each other.
  tags: ['!autodocs'],
  parameters: { layout: 'fullscreen' },
}
export default meta
type Story = StoryObj

const answered = createStage(scenarios.answered)

/** A call from beginning to end, with a recording and the record that Graph writes of it. */
export const AnsweredAndRecorded: Story = {
  beforeEach: answered.enter,
  render: answered.show,
  async play({ step }) {
    const { emulator, inside, call } = answered.world()
    const panel = within(inside)
    const click = async (name: string) => userEvent.click(await panel.findByRole('button', { name }))

    await step('Adele is called, and answers after two seconds', async () => {
      await click('Place a call')
      await panel.findByText('Ringing…')
      await emulator.clock.advance('2s')
      await panel.findByText('Connected')
    })

    await step('What she says is recorded until she falls silent', async () => {
      await click('Record')
      await panel.findByText('Recording…')
      await emulator.clock.advance('1s')
      emulator.perform(call().id, { do: 'speak', for: '4s' })
      await emulator.clock.advance('10s')
      await panel.findByText('Action completed, max silence timeout reached.')
      await expect(await panel.findByRole('link', { name: /Download recording/ })).toHaveAttribute('download')
    })

    await step('She hangs up, and the call record appears', async () => {
      await emulator.clock.advance('50s')
      emulator.perform(call().id, { do: 'hangUp' })
      await emulator.clock.runToIdle()
      await panel.findByText('Call ended')
      const record = within(await panel.findByTestId('call-record'))
      await expect(record.getByText('1 min 1 s')).toBeVisible()
      await expect(record.getByRole('table', { name: 'Audio quality' })).toBeVisible()
    })
  },
}

const declined = createStage(scenarios.declined)

/** The callee does not take the call. Graph says why, and writes no record. */
export const Declined: Story = {
  beforeEach: declined.enter,
  render: declined.show,
  async play() {
    const { emulator, inside } = declined.world()
    const panel = within(inside)
    await userEvent.click(panel.getByRole('radio', { name: 'Megan Bowen' }))
    await userEvent.click(panel.getByRole('button', { name: 'Place a call' }))
    await panel.findByText('Ringing…')
    await emulator.clock.advance('2s')
    await panel.findByText('The callee declined the call.', { exact: false })
    await expect(panel.queryByTestId('call-record')).toBeNull()
  },
}

const incoming = createStage()

/** Somebody calls the app, which has fifteen seconds to answer. */
export const IncomingCall: Story = {
  beforeEach: incoming.enter,
  render: incoming.show,
  async play() {
    const { emulator, inside } = incoming.world()
    const panel = within(inside)
    emulator.incomingCall({ from: { user: people[1].id } })
    await panel.findByText('Incoming call')
    await expect(panel.getByRole('heading', { name: 'Alex Wilber' })).toBeVisible()
    await expect(panel.getByRole('button', { name: 'Decline' })).toBeEnabled()
    await expect(panel.getByRole('button', { name: 'Answer' })).toBeEnabled()
  },
}

const onHold = createStage(scenarios.answered)

/** The other side puts the app on hold: nothing can be recorded meanwhile. */
export const OnHold: Story = {
  beforeEach: onHold.enter,
  render: onHold.show,
  async play() {
    const { emulator, inside, call } = onHold.world()
    const panel = within(inside)
    await userEvent.click(panel.getByRole('button', { name: 'Place a call' }))
    await panel.findByText('Ringing…')
    await emulator.clock.advance('30s')
    emulator.perform(call().id, { do: 'hold' })
    await panel.findByText('On hold')
    await expect(panel.queryByRole('button', { name: 'Record' })).toBeNull()
  },
}
