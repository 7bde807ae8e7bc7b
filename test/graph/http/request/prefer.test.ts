import { describe, expect, it } from 'vitest'
import { anOutgoingCall } from '../../../support/bodies.ts'
import { establishedCall, groupCallInProgress } from '../../../support/calls.ts'
import { setup } from '../../../support/setup.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'

describe('the Prefer header', () => {
  it('return=minimal makes the response to a POST empty but for the location', async () => {
    const { emulator, graph } = setup()
    const { status, headers, body } = await graph.post(CALLS, anOutgoingCall(), { prefer: 'return=minimal' })
    const [call] = emulator.store.getState().calls
    const location = `https://graph.microsoft.com/v1.0/communications/calls/${call?.id}`
    expect([status, body, headers.get('content-type')]).toEqual([204, '', null])
    expect(['location', 'odata-entityid', 'preference-applied'].map((name) => headers.get(name))).toEqual([
      location,
      location,
      'return=minimal',
    ])
    expect((await graph.get(location)).body.state).toBe('establishing')
  })

  it('return=minimal makes the response to a PATCH empty', async () => {
    const { graph } = setup()
    const { body: record } = await graph.post(RECORDS, { type: 'peerToPeer' })
    const answer = await graph.send(
      'PATCH',
      `${RECORDS}/${record.id}`,
      { type: 'groupCall' },
      { prefer: 'return=minimal' },
    )
    expect([answer.status, answer.body, answer.headers.get('preference-applied')]).toEqual([204, '', 'return=minimal'])
    expect((await graph.get(`${RECORDS}/${record.id}`)).body.type).toBe('groupCall')
  })

  it('return=representation returns what was written', async () => {
    const { graph } = setup()
    const { status, headers, body } = await graph.post(CALLS, anOutgoingCall(), { prefer: 'return=representation' })
    expect([status, body.state, headers.get('preference-applied')]).toEqual([
      201,
      'establishing',
      'return=representation',
    ])
  })

  it('return is ignored for reads and actions', async () => {
    const { graph, call } = await establishedCall(setup())
    const prefer = { prefer: 'return=minimal' }
    const read = await graph.get(`${CALLS}/${call.id}`, prefer)
    const acted = await graph.post(`${CALLS}/${call.id}/subscribeToTone`, { clientContext: 'x' }, prefer)
    expect([read, acted].map(({ status, headers }) => [status, headers.get('preference-applied')])).toEqual([
      [200, null],
      [200, null],
    ])
  })

  it('does not claim a page size for lists without pages', async () => {
    const { graph, path } = await groupCallInProgress(setup())
    const { headers, body } = await graph.get(`${path}/participants`, { prefer: 'odata.maxpagesize=1' })
    expect([headers.get('preference-applied'), body.value.length]).toEqual([null, 3])
  })

  it.each([
    ['odata.maxpagesize=1', 'odata.maxpagesize=1', 1],
    ['Odata.MaxPageSize = 1 , OMIT-values="nulls"', 'odata.maxpagesize=1,omit-values=nulls', 1],
    ['maxpagesize=1;odd=2, wait=10', 'odata.maxpagesize=1', 1],
    // A page has at most 60 call records.
    ['odata.maxpagesize=1000', 'odata.maxpagesize=60', 2],
    ['include-unknown-enum-members', 'include-unknown-enum-members', 2],
    ['odata.maxpagesize=0', null, 2],
    ['odata.maxpagesize=many,return=odd', null, 2],
    ['', null, 2],
    [',=;"', null, 2],
  ])('%j applies %j', async (prefer, applied, items) => {
    const { graph } = setup()
    for (const type of ['peerToPeer', 'groupCall']) await graph.post(RECORDS, { type })
    const { headers, body } = await graph.get(RECORDS, { prefer })
    expect([headers.get('preference-applied'), body.value.length]).toEqual([applied, items])
    expect('joinWebUrl' in body.value[0]).toBe(!applied?.includes('nulls'))
  })
})
