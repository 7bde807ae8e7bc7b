import { describe, expect, it } from 'vitest'
import type { EmulatorOptions } from '../../../src/index.ts'
import { ADELE, ALEX, anAnswer, CALLBACK, MEGAN } from '../../support/bodies.ts'
import { setup } from '../../support/setup.ts'

const JOINING = '#microsoft.graph.participantJoiningNotification'
const LEFT = '#microsoft.graph.participantLeftNotification'

describe('a call that is recorded by policy', () => {
  /** The app records Adele and has room for one more. Whoever joins is answered with `reply`. */
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
    const tellings = (type: string) => received.filter((body) => body['@odata.type'] === type)
    return { emulator, graph, received, call, join, tellings }
  }
  const accept = () => Response.json({ '@odata.type': '#microsoft.graph.acceptJoinResponse' })

  it('asks the app about who joins, as long as it has room', async () => {
    const { join, tellings, call } = await record(accept)
    expect(await join(ALEX)).toBe(3)
    expect(tellings(JOINING)).toMatchObject([
      {
        call: {
          id: call.id,
          source: { identity: { user: { id: ALEX } } },
          incomingContext: { observedParticipantId: expect.any(String) },
        },
      },
    ])
  })

  it('keeps out whom the app rejects, and says in the trace why', async () => {
    const reject = { '@odata.type': '#microsoft.graph.rejectJoinResponse', reason: 'busy' }
    const { emulator, join } = await record(() => Response.json(reject))
    expect(await join(ALEX)).toBe(2)
    expect(emulator.trace.of('refused')).toMatchObject([
      { what: 'join', by: 'the app', why: expect.stringContaining('busy') },
    ])
  })

  it.each<[string, () => Response | undefined, EmulatorOptions]>([
    ['invites another bot', () => Response.json({ '@odata.type': '#microsoft.graph.inviteNewBotResponse' }), {}],
    ['says nothing', () => undefined, {}],
    ['says something else', () => new Response('<p>Hello</p>'), {}],
    ['refuses', () => new Response(null, { status: 403 }), {}],
    [
      'fails',
      () => {
        throw new Error('mine')
      },
      {},
    ],
  ])('lets somebody in unrecorded when the app %s', async (_, reply, options) => {
    const { join, tellings, emulator, call } = await record(reply, options)
    expect(await join(ALEX)).toBe(3)
    emulator.perform(call.id, { do: 'leave', who: ALEX })
    await emulator.settled()
    expect(tellings(LEFT)).toEqual([])
  })

  it('lets somebody in when the app never hears of it', async () => {
    const { join, tellings } = await record(accept, { notifications: { drop: 1 } })
    expect(await join(ALEX)).toBe(3)
    expect(tellings(JOINING)).toEqual([])
  })

  it('waits for a question that is on its way', async () => {
    const { emulator, join, tellings } = await record(accept, { notifications: { delay: '1s', duplicate: 1 } })
    expect(await join(ALEX)).toBe(2)
    await emulator.clock.advance('2s')
    expect(tellings(JOINING)).toHaveLength(2)
    expect(emulator.trace.of('refused')).toEqual([])
  })

  it('calls the app anew for whom it has no room', async () => {
    const { join, tellings, received } = await record(accept)
    await join(ALEX)
    expect(await join(MEGAN)).toBe(4)
    expect(tellings(JOINING)).toHaveLength(1)
    const announced = received.filter(({ value }) => value?.[0].changeType === 'created')
    expect(announced.map(({ value }) => value[0].resourceData.source.identity.user.id)).toEqual([ADELE, MEGAN])
  })

  it('tells of those who leave whom the app recorded', async () => {
    const { emulator, call, join, tellings } = await record(accept)
    await join(ALEX)
    emulator.perform(call.id, { do: 'leave', who: ALEX })
    emulator.perform(call.id, { do: 'leave', who: ADELE })
    await emulator.settled()
    expect(tellings(LEFT).map(({ participantId }) => participantId)).toEqual([
      tellings(JOINING)[0].call.incomingContext.observedParticipantId,
      call.participants.find(({ self }) => !self)?.id,
    ])
  })

  it('needs room for somebody', async () => {
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
