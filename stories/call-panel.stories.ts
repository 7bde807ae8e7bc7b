import type { Meta, StoryObj } from '@storybook/html-vite'
import { expect, userEvent, within } from 'storybook/test'
import { people } from '../playground/directory.ts'
import { scenarios } from '../src/index.ts'
import { setUpCallPanel } from './call-panel-setup.ts'

/**
 * An app that places calls through Microsoft Graph. Each story has its own emulator: with the same seed, scenario and clock
 * it looks the same each time.
 */
const meta: Meta = {
  title: 'Call panel',
  tags: ['autodocs'],
  parameters: { layout: 'fullscreen', docs: { story: { height: '640px' } } },
}
export default meta
type Story = StoryObj

const answered = setUpCallPanel(scenarios.answered)

/** A call from start to end, with a recording and a call record. */
export const AnsweredAndRecorded: Story = {
  beforeEach: answered.beforeEach,
  render: answered.render,
  async play({ step }) {
    const { emulator, content, call } = answered.running()
    const panel = within(content)
    const click = async (name: string) => userEvent.click(await panel.findByRole('button', { name }))

    await step('The app calls Adele, who answers after two seconds', async () => {
      await click('Place a call')
      await panel.findByText('Ringing…')
      await emulator.clock.advance('2s')
      await panel.findByText('Connected')
    })

    await step('The app records her until she stops speaking', async () => {
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

const declined = setUpCallPanel(scenarios.declined)

/** The callee declines. Graph reports the result, and writes no call record. */
export const Declined: Story = {
  beforeEach: declined.beforeEach,
  render: declined.render,
  async play() {
    const { emulator, content } = declined.running()
    const panel = within(content)
    await userEvent.click(panel.getByRole('radio', { name: 'Megan Bowen' }))
    await userEvent.click(panel.getByRole('button', { name: 'Place a call' }))
    await panel.findByText('Ringing…')
    await emulator.clock.advance('2s')
    await panel.findByText('The callee declined the call.', { exact: false })
    await expect(panel.queryByTestId('call-record')).toBeNull()
  },
}

const incoming = setUpCallPanel()

/** A user calls the app, which has fifteen seconds to answer. */
export const IncomingCall: Story = {
  beforeEach: incoming.beforeEach,
  render: incoming.render,
  async play() {
    const { emulator, content } = incoming.running()
    const panel = within(content)
    emulator.incomingCall({ from: { user: people[1].id } })
    await panel.findByText('Incoming call')
    await expect(panel.getByRole('heading', { name: 'Alex Wilber' })).toBeVisible()
    await expect(panel.getByRole('button', { name: 'Decline' })).toBeEnabled()
    await expect(panel.getByRole('button', { name: 'Answer' })).toBeEnabled()
  },
}

const onHold = setUpCallPanel(scenarios.answered)

/** The callee puts the call on hold. Recording is not possible meanwhile. */
export const OnHold: Story = {
  beforeEach: onHold.beforeEach,
  render: onHold.render,
  async play() {
    const { emulator, content, call } = onHold.running()
    const panel = within(content)
    await userEvent.click(panel.getByRole('button', { name: 'Place a call' }))
    await panel.findByText('Ringing…')
    await emulator.clock.advance('30s')
    emulator.perform(call().id, { do: 'hold' })
    await panel.findByText('On hold')
    await expect(panel.queryByRole('button', { name: 'Record' })).toBeNull()
  },
}

const groupCall = setUpCallPanel(scenarios.oneMoreJoins)

/** The app calls four people. All answer, one more joins, and the roster lists every participant. */
export const GroupCall: Story = {
  beforeEach: groupCall.beforeEach,
  render: groupCall.render,
  async play({ step }) {
    const { emulator, content } = groupCall.running()
    const panel = within(content)

    await step('The app calls four people', async () => {
      await userEvent.click(panel.getByRole('radio', { name: 'Group' }))
      for (const name of ['Alex Wilber', 'Megan Bowen', 'Isaiah Langer']) {
        await userEvent.click(await panel.findByRole('checkbox', { name }))
      }
      await userEvent.click(await panel.findByRole('button', { name: 'Start a group call' }))
      await panel.findByText('Connecting…')
      await emulator.clock.advance('1s')
      await panel.findByText('Not in the call: Adele Vance, Alex Wilber, Megan Bowen, Isaiah Langer')
    })

    await step('They answer, and another person joins', async () => {
      await emulator.clock.advance('10s')
      const roster = within(await panel.findByRole('list', { name: /In the call/ }))
      await roster.findByText('Miriam Graham')
      await expect(roster.getAllByRole('listitem')).toHaveLength(6)
      await expect(panel.queryByText('Not in the call', { exact: false })).toBeNull()
    })
  },
}

const meeting = setUpCallPanel(scenarios.screenShare)

/** Adele's meeting: she shares a screen, others join, one is muted, and one waits in the lobby. */
export const MeetingWithFivePeople: Story = {
  beforeEach: meeting.beforeEach,
  render: meeting.render,
  async play({ step }) {
    const { emulator, content, call } = meeting.running()
    const panel = within(content)

    await step('The app joins, and the organizer is there', async () => {
      await userEvent.click(panel.getByRole('radio', { name: 'Meeting' }))
      await userEvent.click(await panel.findByRole('button', { name: 'Join the meeting' }))
      await panel.findByText('Connecting…')
      await emulator.clock.advance('1s')
      await expect(panel.getByRole('heading', { name: 'Adele Vance’s meeting' })).toBeVisible()
      await panel.findByRole('button', { name: 'Mute Adele Vance' })
    })

    await step('She shares a screen, and others join', async () => {
      await emulator.clock.advance('10s')
      await panel.findByText('Sharing a screen')
      for (const who of ['Alex Wilber', 'Megan Bowen', 'Isaiah Langer'])
        emulator.perform(call().id, { do: 'join', who })
      emulator.perform(call().id, { do: 'lobby', who: 'Miriam Graham' })
      await panel.findByText('Waiting in the lobby')
    })

    await step('The app mutes Alex and itself', async () => {
      await userEvent.click(panel.getByRole('button', { name: 'Mute Alex Wilber' }))
      await userEvent.click(panel.getByRole('button', { name: 'Mute' }))
      await panel.findByRole('button', { name: 'Unmute' })
      const roster = within(panel.getByRole('list', { name: 'In the call 5' }))
      await expect(roster.getAllByText('Muted')).toHaveLength(2)
      await expect(panel.queryByRole('button', { name: 'Mute Alex Wilber' })).toBeNull()
    })
  },
}

const lobby = setUpCallPanel(scenarios.lobbyAdmitted)

/** The app waits until a participant of the meeting admits it. */
export const WaitingInTheLobby: Story = {
  beforeEach: lobby.beforeEach,
  render: lobby.render,
  async play() {
    const { emulator, content } = lobby.running()
    const panel = within(content)
    await userEvent.click(panel.getByRole('radio', { name: 'Meeting' }))
    await userEvent.click(panel.getByRole('radio', { name: 'Megan Bowen' }))
    await userEvent.click(await panel.findByRole('button', { name: 'Join the meeting' }))
    await panel.findByText('Connecting…')
    await emulator.clock.advance('5s')
    await panel.findByText('Waiting in the lobby', undefined, { timeout: 5_000 })
    await expect(panel.getByRole('heading', { name: 'Megan Bowen’s meeting' })).toBeVisible()
    await expect(panel.getByRole('button', { name: 'Leave' })).toBeEnabled()
  },
}

const transferFails = setUpCallPanel(scenarios.transferFails)

/** The target of a transfer declines: the original call continues, and Graph reports the result. */
export const TransferFails: Story = {
  beforeEach: transferFails.beforeEach,
  render: transferFails.render,
  async play({ step }) {
    const { emulator, content } = transferFails.running()
    const panel = within(content)
    await step('The app calls Adele, who answers', async () => {
      await userEvent.click(panel.getByRole('button', { name: 'Place a call' }))
      await panel.findByText('Ringing…')
      await emulator.clock.advance('2s')
      await panel.findByText('Connected')
    })

    await step('The app transfers her to Megan, who declines after three seconds', async () => {
      await userEvent.selectOptions(panel.getByRole('combobox', { name: 'Transfer to' }), people[2].id)
      await userEvent.click(panel.getByRole('button', { name: 'Transfer' }))
      await panel.findByText('Transferring to Megan Bowen…')
      await emulator.clock.advance('3s')
      await panel.findByText('The transfer failed.', { exact: false })
      await expect(panel.getByText('500 / 7000')).toBeVisible()
      await expect(panel.getByText('Connected')).toBeVisible()
    })
  },
}
