import { describe, expect, it } from 'vitest'
import type { EmulatorOptions } from '../../../src/index.ts'
import { ADELE, ALEX, anAnswer, CALLBACK, MEGAN } from '../../support/bodies.ts'
import { setup } from '../../support/setup.ts'

const JOINING = '#microsoft.graph.participantJoiningNotification'
const LEFT = '#microsoft.graph.participantLeftNotification'

describe('Policy-based recording', () => {
  /** The app records Adele and has capacity for one more. It responds to each joining participant with `reply`. */
  const record = async (reply: () => Response | undefined, options: EmulatorOptions = {}) => {
    const { emulator, graph } = setup(options)
    // biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
    const received: any[] = []
    emulator.receive(CALLBACK, async (request) => {
      const body = await request.json()
      received.push(body)
      return body['@odata.type'] === JOINING ? reply() : undefined
    })
    const call = emulator.incomingCall({ from: { user: ADELE }, callbackUri: CALLBACK, policyRecording: true })
    const path = `/communications/calls/${call.id}`
    await graph.post(`${path}/answer`, anAnswer({ participantCapacity: 2 }))
    await emulator.clock.runToIdle()
    const join = async (who: string) => {
      emulator.perform(call.id, { do: 'join', who })
      await emulator.settled()
      return (await graph.get(`${path}/participants`)).body.value.length
    }
    const receivedOfType = (type: string) => received.filter((body) => body['@odata.type'] === type)
    return { emulator, graph, received, call, join, receivedOfType }
  }
  const accept = () => Response.json({ '@odata.type': '#microsoft.graph.acceptJoinResponse' })

  it('asks the app about a joining participant while it has capacity', async () => {
    const { join, receivedOfType, call } = await record(accept)
    expect(await join(ALEX)).toBe(3)
    expect(receivedOfType(JOINING)).toMatchObject([
      {
        call: {
          id: call.id,
          source: { identity: { user: { id: ALEX } } },
          incomingContext: { observedParticipantId: expect.any(String) },
        },
      },
    ])
  })

  it('keeps out a participant whom the app rejects and records the reason in the trace', async () => {
    const reject = { '@odata.type': '#microsoft.graph.rejectJoinResponse', reason: 'busy' }
    const { emulator, join } = await record(() => Response.json(reject))
    expect(await join(ALEX)).toBe(2)
    expect(emulator.trace.of('refused')).toMatchObject([
      { what: 'join', by: 'the app', why: expect.stringContaining('busy') },
    ])
  })

  it.each<[string, () => Response | undefined, EmulatorOptions]>([
    ['invites another bot', () => Response.json({ '@odata.type': '#microsoft.graph.inviteNewBotResponse' }), {}],
    ['responds without a body', () => undefined, {}],
    ['responds with something else', () => new Response('<p>Hello</p>'), {}],
    ['responds with 403', () => new Response(null, { status: 403 }), {}],
    [
      'fails',
      () => {
        throw new Error('mine')
      },
      {},
    ],
  ])('lets a participant join unrecorded when the app %s', async (_, reply, options) => {
    const { join, receivedOfType, emulator, call } = await record(reply, options)
    expect(await join(ALEX)).toBe(3)
    emulator.perform(call.id, { do: 'leave', who: ALEX })
    await emulator.settled()
    expect(receivedOfType(LEFT)).toEqual([])
  })

  it('lets a participant join when the question to the app is dropped', async () => {
    const { join, receivedOfType } = await record(accept, { notifications: { drop: 1 } })
    expect(await join(ALEX)).toBe(3)
    expect(receivedOfType(JOINING)).toEqual([])
  })

  it('waits until a delayed question has been answered', async () => {
    const { emulator, join, receivedOfType } = await record(accept, { notifications: { delay: '1s', duplicate: 1 } })
    expect(await join(ALEX)).toBe(2)
    await emulator.clock.advance('2s')
    expect(receivedOfType(JOINING)).toHaveLength(2)
    expect(emulator.trace.of('refused')).toEqual([])
  })

  it('makes another incoming call to the app for a participant beyond its capacity', async () => {
    const { join, receivedOfType, received } = await record(accept)
    await join(ALEX)
    expect(await join(MEGAN)).toBe(4)
    expect(receivedOfType(JOINING)).toHaveLength(1)
    const announced = received.filter(({ value }) => value?.[0].changeType === 'created')
    expect(announced.map(({ value }) => value[0].resourceData.source.identity.user.id)).toEqual([ADELE, MEGAN])
    const [first, second] = announced.map(({ value }) => value[0].resourceData.applicationMetadata.botData)
    expect(second).toEqual({ ...first, user: { participationMethod: 'callee' } })
  })

  it('notifies the app when a recorded participant leaves', async () => {
    const { emulator, call, join, receivedOfType } = await record(accept)
    await join(ALEX)
    emulator.perform(call.id, { do: 'leave', who: ALEX })
    emulator.perform(call.id, { do: 'leave', who: ADELE })
    await emulator.settled()
    expect(receivedOfType(LEFT).map(({ participantId }) => participantId)).toEqual([
      receivedOfType(JOINING)[0].call.incomingContext.observedParticipantId,
      call.participants.find(({ self }) => !self)?.id,
    ])
  })

  it('refuses a participantCapacity of 0', async () => {
    const { emulator, graph } = setup()
    const call = emulator.incomingCall({ callbackUri: CALLBACK, policyRecording: true })
    const { status, body } = await graph.post(
      `/communications/calls/${call.id}/answer`,
      anAnswer({ participantCapacity: 0 }),
    )
    expect([status, body.error.code]).toEqual([400, '8523'])
    expect(body.error.message).toContain('participantCapacity')
  })
})
