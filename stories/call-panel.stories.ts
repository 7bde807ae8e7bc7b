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
  tags: ['autodocs'],
  parameters: { layout: 'fullscreen', docs: { story: { height: '640px' } } },
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

const groupCall = createStage(scenarios.oneMoreJoins)

/** The app calls four at once. All come, one more joins, and everybody is on the roster. */
export const GroupCall: Story = {
  beforeEach: groupCall.enter,
  render: groupCall.show,
  async play({ step }) {
    const { emulator, inside } = groupCall.world()
    const panel = within(inside)

    await step('Four are chosen, and called together', async () => {
      await userEvent.click(panel.getByRole('radio', { name: 'Several' }))
      for (const name of ['Alex Wilber', 'Megan Bowen', 'Isaiah Langer']) {
        await userEvent.click(await panel.findByRole('checkbox', { name }))
      }
      await userEvent.click(await panel.findByRole('button', { name: 'Start a group call' }))
      await panel.findByText('Connecting…')
      await emulator.clock.advance('1s')
      await panel.findByText('Not in the call: Adele Vance, Alex Wilber, Megan Bowen, Isaiah Langer')
    })

    await step('They answer, and another joins', async () => {
      await emulator.clock.advance('10s')
      const roster = within(await panel.findByRole('list', { name: /In the call/ }))
      await roster.findByText('Miriam Graham')
      await expect(roster.getAllByRole('listitem')).toHaveLength(6)
      await expect(panel.queryByText('Not in the call', { exact: false })).toBeNull()
    })
  },
}

const meeting = createStage(scenarios.screenShare)

/** Adele's meeting: she shares a screen, others have come, one is muted, and one waits in the lobby. */
export const MeetingWithFivePeople: Story = {
  beforeEach: meeting.enter,
  render: meeting.show,
  async play({ step }) {
    const { emulator, inside, call } = meeting.world()
    const panel = within(inside)

    await step('The app joins, and finds the organizer there', async () => {
      await userEvent.click(panel.getByRole('radio', { name: 'Meeting' }))
      await userEvent.click(await panel.findByRole('button', { name: 'Join the meeting' }))
      await panel.findByText('Connecting…')
      await emulator.clock.advance('1s')
      await expect(panel.getByRole('heading', { name: 'Adele Vance’s meeting' })).toBeVisible()
      await panel.findByRole('button', { name: 'Mute Adele Vance' })
    })

    await step('She shares a screen, and the others come', async () => {
      await emulator.clock.advance('10s')
      await panel.findByText('Sharing a screen')
      for (const who of ['Alex Wilber', 'Megan Bowen', 'Isaiah Langer'])
        emulator.perform(call().id, { do: 'join', who })
      emulator.perform(call().id, { do: 'lobby', who: 'Miriam Graham' })
      await panel.findByText('Waiting in the lobby')
    })

    await step('The app mutes itself, and Alex', async () => {
      await userEvent.click(panel.getByRole('button', { name: 'Mute Alex Wilber' }))
      await userEvent.click(panel.getByRole('button', { name: 'Mute' }))
      await panel.findByRole('button', { name: 'Unmute' })
      const roster = within(panel.getByRole('list', { name: 'In the call 5' }))
      await expect(roster.getAllByText('Muted')).toHaveLength(2)
      await expect(panel.queryByRole('button', { name: 'Mute Alex Wilber' })).toBeNull()
    })
  },
}

const lobby = createStage(scenarios.lobbyAdmitted)

/** The app has to wait until somebody in the meeting admits it. */
export const WaitingInTheLobby: Story = {
  beforeEach: lobby.enter,
  render: lobby.show,
  async play() {
    const { emulator, inside } = lobby.world()
    const panel = within(inside)
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

const transferFails = createStage(scenarios.transferFails)

/** The call is handed to somebody who declines it: whoever was there is back, and Graph says why. */
export const TransferFails: Story = {
  beforeEach: transferFails.enter,
  render: transferFails.show,
  async play({ step }) {
    const { emulator, inside } = transferFails.world()
    const panel = within(inside)
    await step('Adele is called, and answers', async () => {
      await userEvent.click(panel.getByRole('button', { name: 'Place a call' }))
      await panel.findByText('Ringing…')
      await emulator.clock.advance('2s')
      await panel.findByText('Connected')
    })

    await step('She is handed to Megan, who declines after three seconds', async () => {
      await userEvent.selectOptions(panel.getByRole('combobox', { name: 'To whom to transfer' }), people[2].id)
      await userEvent.click(panel.getByRole('button', { name: 'Transfer' }))
      await panel.findByText('Transferring to Megan Bowen…')
      await emulator.clock.advance('3s')
      await panel.findByText('The transfer failed.', { exact: false })
      await expect(panel.getByText('500 / 7000')).toBeVisible()
      await expect(panel.getByText('Connected')).toBeVisible()
    })
  },
}
