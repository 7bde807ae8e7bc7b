import { describe, expect, it } from 'vitest'
import { ADELE, ALEX, MEGAN } from '../support/bodies.ts'
import { aSubscription, setupReceiver } from './receiver.ts'

const records = (filter: string) => `communications/callRecords?$filter=${filter}`

describe('what can be subscribed to', () => {
  it.each([
    ['/communications/callRecords'],
    ['Communications/CallRecords'],
    [records(`participants/any(p:p/id eq '${ADELE}')`)],
    [encodeURI(`/${records(`participants/any(p:p/id eq '${ADELE}')`)}`)],
  ])('%s', async (resource) => {
    const { graph, changes, endACall } = setupReceiver()
    const { status, body } = await graph.post('/subscriptions', aSubscription({ resource }))
    expect([status, body.resource]).toEqual([201, resource])
    await endACall()
    expect(changes).toHaveLength(1)
  })

  it.each([
    ['one person', `participants/any(p:p/id eq '${ADELE}')`, [ADELE]],
    ['whatever the case of the id', `participants/any(p:p/id eq '${ADELE.toUpperCase()}')`, [ADELE]],
    ['any of several', `participants/any(p:p/id eq '${ADELE}' or p/id eq '${ALEX}')`, [ADELE, ALEX]],
    ['any of a list', `participants/any(p:p/id in ('${ALEX}', '${MEGAN}'))`, [ALEX, MEGAN]],
    ['either', `participants/any(p:p/id eq '${ADELE}') or participants/any(q:q/id eq '${MEGAN}')`, [ADELE, MEGAN]],
  ])('the records of calls with %s', async (_, filter, watched) => {
    const { graph, changes, endACall } = setupReceiver()
    expect((await graph.post('/subscriptions', aSubscription({ resource: records(filter) }))).status).toBe(201)
    const ids = new Map<string, string>()
    for (const user of [ADELE, ALEX, MEGAN]) ids.set(user, await endACall(user))
    expect(changes.map(({ resourceData }) => resourceData.id)).toEqual(watched.map((user) => ids.get(user)))
  })
})

describe('what cannot', () => {
  it.each([
    ['communications/calls', "'communications/calls'"],
    ['communications/calls/57dab8b1-894c-409a-b240-bd8beae78896', 'cannot be subscribed to'],
    ['communications/callRecords/getPstnCalls(fromDateTime=2026-01-01)', 'getPstnCalls'],
    ['communications/onlineMeetings/getAllRecordings', 'getAllRecordings'],
    [`communications/presences/${ADELE}`, 'presences'],
    [records(`participants_v2/any(p:p/id eq '${ADELE}')`), 'its filter is not supported'],
    [records(`participants/all(p:p/id eq '${ADELE}')`), 'its filter is not supported'],
    [records(`participants/any(p:p/id ne '${ADELE}')`), 'its filter is not supported'],
    [records(`participants/any(p:p/id eq '${ADELE}' and p/id eq '${ALEX}')`), 'its filter is not supported'],
    [records(`participants/any(p:p/displayName eq 'Adele')`), 'its filter is not supported'],
    [records('participants/any(p:p/id eq 7)'), 'its filter is not supported'],
    [records('participants/any()'), 'its filter is not supported'],
    [records(`id eq '${ADELE}'`), 'its filter is not supported'],
    [records('participants/any(p:p/id eq'), 'Invalid filter clause'],
    ['communications/callRecords?$top=5', '$top'],
  ])('%s', async (resource, named) => {
    const { graph, asked, subscriptions } = setupReceiver()
    const { status, body } = await graph.post('/subscriptions', aSubscription({ resource }))
    expect(status).toBe(400)
    expect(body.error.message).toContain(named)
    expect([asked, subscriptions()]).toEqual([[], 0])
  })
})
