import { describe, expect, it } from 'vitest'
import { ALEX, aGroupCall, anOutgoingCall } from '../../../support/bodies.ts'
import { createCall, groupCallInProgress } from '../../../support/calls.ts'
import { expectRefused } from '../../../support/expect-refused.ts'
import { setup } from '../../../support/setup.ts'

const GROUPS = '/audioRoutingGroups'

/** A group call with one audio routing group. */
const withGroup = async () => {
  const world = await groupCallInProgress(setup())
  const { app, adele, alex } = world
  const oneToOne = { id: 'Whisper', routingMode: 'oneToOne', sources: [app], receivers: [adele] }
  const multicast = { id: 'room', routingMode: 'multicast', sources: [app], receivers: [adele, alex] }
  const { status, headers, body } = await world.graph.post(world.path + GROUPS, oneToOne)
  return { ...world, oneToOne, multicast, answer: { status, headers, body } }
}

describe('Audio routing groups', () => {
  it('creates a group as requested and returns exactly that', async () => {
    const { emulator, received, answer, oneToOne } = await withGroup()
    expect([answer.status, answer.body]).toEqual([200, oneToOne])
    expect(answer.headers.get('location')).toBeNull()
    await emulator.clock.runToIdle()
    expect(received).toEqual([])
  })

  it('accepts several receivers in a multicast group', async () => {
    const { graph, path, multicast } = await withGroup()
    expect(await graph.post(path + GROUPS, multicast)).toMatchObject({ status: 200, body: multicast })
  })

  it('generates an id for a group created without one', async () => {
    const { graph, path, oneToOne } = await withGroup()
    const { body } = await graph.post(path + GROUPS, { ...oneToOne, id: undefined })
    expect(body.id).toMatch(/^[\da-f-]{36}$/)
    expect((await graph.get(`${path}${GROUPS}/${body.id}`)).body).toEqual(body)
  })

  it('lists the groups in order of creation', async () => {
    const { graph, path, oneToOne, multicast } = await withGroup()
    await graph.post(path + GROUPS, multicast)
    expect((await graph.get(path + GROUPS)).body).toEqual({ value: [oneToOne, multicast] })
    expect((await graph.get(`${path}${GROUPS}?$select=id`)).body).toEqual({
      value: [{ id: 'Whisper' }, { id: 'room' }],
    })
  })

  it('finds a group by its id, ignoring case', async () => {
    const { graph, path, oneToOne } = await withGroup()
    for (const id of ['Whisper', 'whisper', "('Whisper')"]) {
      const below = id.startsWith('(') ? `${GROUPS}${id}` : `${GROUPS}/${id}`
      expect(await graph.get(path + below)).toMatchObject({ status: 200, body: oneToOne })
    }
  })

  it('updates only the properties in the request and returns the whole group', async () => {
    const { emulator, graph, received, path, oneToOne, adele, alex } = await withGroup()
    const receivers = [adele, alex]
    // As in Graph's own example, which gives a oneToOne group two receivers.
    const changed = await graph.patch(`${path}${GROUPS}/Whisper`, { id: 'other', receivers })
    expect([changed.status, changed.body]).toEqual([200, { ...oneToOne, receivers }])
    const again = await graph.patch(`${path}${GROUPS}/Whisper`, { routingMode: 'multicast', sources: [alex] })
    expect(again.body).toEqual({ id: 'Whisper', routingMode: 'multicast', sources: [alex], receivers })
    expect((await graph.get(`${path}${GROUPS}/Whisper`)).body).toEqual(again.body)
    await emulator.settled()
    expect(received).toEqual([])
  })

  it('deletes one group and leaves the others', async () => {
    const { graph, path, multicast } = await withGroup()
    await graph.post(path + GROUPS, multicast)
    const { status, body } = await graph.delete(`${path}${GROUPS}/Whisper`)
    expect([status, body]).toEqual([204, ''])
    expect((await graph.get(path + GROUPS)).body.value).toEqual([multicast])
    expect((await graph.get(`${path}${GROUPS}/Whisper`)).status).toBe(404)
  })

  it.each([
    ['without a source', { sources: [] }, 'sources', '0 items were given; 1 are allowed'],
    ['with a second source', { sources: ['app', 'alex'] }, 'sources', '2 items were given; 1 are allowed'],
    ['without a receiver', { receivers: [] }, 'receivers', '0 items were given; 1 are allowed'],
    ['with a second receiver', { receivers: ['adele', 'alex'] }, 'receivers', '2 items were given; 1 are allowed'],
    [
      'without a receiver of a multicast',
      { routingMode: 'multicast', receivers: [] },
      'receivers',
      '0 items were given; 1 or more are allowed',
    ],
    ['with a source that is not in the call', { sources: ['stranger'] }, 'sources', "'stranger'"],
    ['with a receiver that is not in the call', { receivers: ['stranger'] }, 'receivers', "'stranger'"],
    ['without a routing mode', { routingMode: undefined }, 'routingMode', 'required'],
    ['with an unknown routing mode', { routingMode: 'broadcast' }, 'routingMode', 'Allowed: oneToOne, multicast'],
    ['with sources that are not a list', { sources: 'app' }, 'sources', 'not a list'],
  ])('refuses to create a group %s', async (_, changes: Partial<Record<string, unknown>>, named, problem) => {
    const world = await withGroup()
    const idOf = (name: unknown) =>
      name === 'app' || name === 'adele' || name === 'alex' ? String(world[name]) : String(name)
    const request = { ...world.oneToOne, id: 'new', ...changes }
    for (const member of ['sources', 'receivers'] as const) {
      const given: unknown = request[member]
      if (Array.isArray(given) && changes[member]) request[member] = given.map(idOf)
    }
    await expectRefused(world, () => world.graph.post(world.path + GROUPS, request), {
      status: 400,
      code: '8523',
      named: [`'${named}'`, problem],
    })
  })

  it('refuses a group with the id of an existing one', async () => {
    const world = await withGroup()
    const request = () => world.graph.post(world.path + GROUPS, { ...world.multicast, id: 'WHISPER' })
    await expectRefused(world, request, { status: 409, code: '8519', named: ["'WHISPER'"] })
  })

  it.each([
    [{ receivers: ['stranger'] }, 'receivers'],
    [{ sources: ['stranger'] }, 'sources'],
    [{ routingMode: null }, 'routingMode'],
    [{ routingMode: 'broadcast' }, 'routingMode'],
  ])('refuses the update %j', async (change, named) => {
    const world = await withGroup()
    const request = () => world.graph.patch(`${world.path}${GROUPS}/Whisper`, change)
    await expectRefused(world, request, { status: 400, code: '8523', named: [`'${named}'`] })
  })

  it('refuses a receiver who has left the call', async () => {
    const world = await withGroup()
    const { emulator, graph, call, path, multicast, alex } = world
    emulator.perform(call.id, { do: 'leave', who: ALEX })
    await emulator.settled()
    await expectRefused(world, () => graph.post(path + GROUPS, multicast), {
      status: 400,
      code: '8523',
      named: [`'receivers': the call has no participant with the id '${alex}'`],
    })
  })

  it.each([
    ['GET', undefined],
    ['PATCH', { routingMode: 'multicast' }],
    ['DELETE', undefined],
  ])('answers %s of an unknown group with 404', async (method, body) => {
    const world = await withGroup()
    const request = () => world.graph.send(method, `${world.path}${GROUPS}/nowhere`, body)
    await expectRefused(world, request, {
      status: 404,
      code: '8522',
      named: ["audioRoutingGroup with the id 'nowhere'"],
    })
  })

  it.each([
    ['a peer-to-peer call', anOutgoingCall(), '8548'],
    ['a group call that is not established', aGroupCall(), '8501'],
  ])('refuses to create a group in %s', async (_, request, code) => {
    const { emulator, graph } = setup()
    const call = await createCall(graph, request)
    const before = emulator.store.getState()
    const { status, body } = await graph.post(`/communications/calls/${call.id}${GROUPS}`, {
      routingMode: 'oneToOne',
      sources: [call.myParticipantId],
      receivers: [call.myParticipantId],
    })
    expect([status, body.error.code]).toEqual([400, code])
    expect(emulator.store.getState()).toBe(before)
  })
})
