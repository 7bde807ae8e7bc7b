import { describe, expect, it } from 'vitest'
import { loadEndpoints } from '../../../../src/modules.ts'
import { groupCallInProgress } from '../../../support/calls.ts'
import { setup } from '../../../support/setup.ts'

const endpoints = await loadEndpoints()

const ROOT = 'https://graph.microsoft.com/v1.0'

/** A world in which most paths exist. For the others, HEAD and GET return the same error. */
async function populated() {
  const { emulator, graph, call } = await groupCallInProgress(setup())
  const { body: operation } = await graph.post(`/communications/calls/${call.id}/recordResponse`, {})
  const { body: record } = await graph.post('/communications/callRecords', {})
  const { body: participants } = await graph.get(`/communications/calls/${call.id}/participants`)
  const ids: Record<string, string> = {
    callId: call.id,
    operationId: operation.id,
    participantId: participants.value[0].id,
    callRecordId: record.id,
  }
  const toUrl = (path: string) =>
    (path.startsWith('/emulator') ? 'https://graph.microsoft.com' : ROOT) +
    path
      .replace(/:(\w+)/g, (_, name) => ids[name] ?? 'x')
      .replace(/(get\w+Calls)$/, '$1(fromDateTime=2026-01-01,toDateTime=2026-01-06)')
  return { emulator, toUrl }
}

const readable = endpoints.filter(({ method }) => method === 'GET').map(({ path }) => path)

describe('HEAD', () => {
  it.each(readable)('%s has the response of GET without the body', async (path) => {
    const { emulator, toUrl } = await populated()
    const answer = async (method: string) => {
      const response = await emulator.fetch(toUrl(path), { method, headers: { 'client-request-id': 'mine' } })
      const { 'request-id': _, ...headers } = Object.fromEntries(response.headers)
      return { status: response.status, headers, text: await response.text() }
    }
    const [head, get] = [await answer('HEAD'), await answer('GET')]
    expect(head).toEqual({ ...get, text: '' })
    expect(get.text).not.toBe('')
  })

  it('finds most of the requested resources', async () => {
    const { emulator, toUrl } = await populated()
    const statuses = await Promise.all(
      readable.map(async (path) => (await emulator.fetch(toUrl(path), { method: 'HEAD' })).status),
    )
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(readable.length / 2)
  })

  it.each(['/communications/calls/x/keepAlive', '/$batch'])(
    'is not allowed where GET is not allowed: %s',
    async (path) => {
      const { emulator } = setup()
      const { status, headers } = await emulator.fetch(ROOT + path, { method: 'HEAD' })
      expect([status, headers.get('allow')]).toEqual([405, 'POST'])
    },
  )
})
