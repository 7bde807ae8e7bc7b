import { describe, expect, it } from 'vitest'
import { groupCallInProgress } from '../../../support/calls.ts'
import { setup } from '../../../support/setup.ts'

describe('Reading a call', () => {
  it('expands each collection of a call exactly as its own list returns it', async () => {
    const { graph, call, path } = await groupCallInProgress(setup())
    await graph.post(`${path}/subscribeToTone`, { clientContext: 'keys' })
    const names = ['participants', 'operations', 'audioRoutingGroups', 'contentSharingSessions']
    const { body } = await graph.get(`${path}?$expand=${names.join()}`)
    for (const name of names) {
      const list = await graph.get(`${path}/${name}`)
      expect(body[name]).toEqual(list.body.value)
      expect(body[`${name}@odata.context`]).toBe(
        `https://graph.microsoft.com/v1.0/$metadata#communications/calls('${call.id}')/${name}`,
      )
    }
    expect([body.participants.length, body.operations.length]).toEqual([3, 1])
  })

  it('expands nothing without $expand, even after a request with it', async () => {
    const { graph, path } = await groupCallInProgress(setup())
    const { body: before } = await graph.get(path)
    await graph.get(`${path}?$expand=participants`)
    expect((await graph.get(path)).body).toEqual(before)
    expect(before).not.toHaveProperty('participants')
  })

  it('applies $select to the call and within $expand', async () => {
    const { graph, path } = await groupCallInProgress(setup())
    const { body } = await graph.get(`${path}?$select=state&$expand=participants($select=id)`)
    expect(Object.keys(body).filter((name) => !name.startsWith('@'))).toEqual([
      'state',
      'participants@odata.context',
      'participants',
    ])
    expect(body['@odata.context']).toMatch(/#communications\/calls\(state,participants\(id\)\)\/\$entity$/)
    expect(Object.keys(body.participants[0])).toEqual(['@odata.type', 'id'])
  })

  it.each([
    ['$expand=colour', "Property 'colour' on type 'microsoft.graph.call' is not a navigation property"],
    ['$expand=source', 'is not a navigation property'],
    ['$expand=participants($expand=info)', 'is not a navigation property'],
    ['$expand=participants($top=1)', 'Query parameter $top not allowed'],
    ['$orderby=state', 'Query parameter $orderby not allowed'],
  ])('refuses the query %s', async (query, message) => {
    const { graph, path } = await groupCallInProgress(setup())
    const { status, body } = await graph.get(`${path}?${query}`)
    expect([status, body.error.message]).toEqual([400, expect.stringContaining(message)])
  })

  it('accepts query options without $ on beta and ignores them on v1.0', async () => {
    const { graph, path } = await groupCallInProgress(setup())
    const beta = await graph.get(`https://graph.microsoft.com/beta${path}?select=id&expand=participants(select=id)`)
    expect(Object.keys(beta.body.participants[0])).toEqual(['@odata.type', 'id'])
    expect((await graph.get(`${path}?select=id`)).body).toHaveProperty('state')
  })

  it('accepts $select and no other option on each list within a call', async () => {
    const { graph, path } = await groupCallInProgress(setup())
    for (const name of ['participants', 'operations', 'audioRoutingGroups', 'contentSharingSessions']) {
      const list = `${path}/${name}`
      const { status, body } = await graph.get(`${list}?$select=id`)
      expect([status, Array.isArray(body.value)], name).toEqual([200, true])
      for (const item of body.value) expect(Object.keys(item).filter((one) => !one.startsWith('@'))).toEqual(['id'])
      for (const option of ['$top=1', '$filter=id eq null', '$orderby=id', '$count=true', '$search=x', '$expand=x']) {
        expect((await graph.get(`${list}?${option}`)).status, `${name} ${option}`).toBe(400)
      }
    }
  })
})
