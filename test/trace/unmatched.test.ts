import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClosestEndpointFinder } from '../../src/graph/http/routing/closest-endpoint.ts'
import { loadEndpoints } from '../../src/modules.ts'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

const endpoints = await loadEndpoints()

describe('a request that matches no endpoint', () => {
  it.each([
    ['GET', '/communications/cals/x', 'GET /communications/calls/{callId}'],
    ['PATCH', '/communications/calls/x/answer', 'POST /communications/calls/{callId}/answer'],
    ['POST', '/communications/calls/x/anwser', 'POST /communications/calls/{callId}/answer'],
    ['POST', '/communications/calls/x/recordRespons', 'POST /communications/calls/{callId}/recordResponse'],
    ['GET', '/communications/callrecord/x/session', 'GET /communications/callRecords/{callRecordId}/sessions'],
    ['GET', "/communications/callRecords('x')/sesions", 'GET /communications/callRecords/{callRecordId}/sessions'],
    ['PUT', '/subscriptions/x', 'GET /subscriptions/{subscriptionId}'],
  ])('%s %s is traced with the closest endpoint %s', async (method, path, nearest) => {
    const { emulator, graph } = setup()
    await graph.send(method, path)
    const [request] = emulator.trace.of('request')
    expect(emulator.trace.of('unmatched')).toMatchObject([{ requestId: request?.requestId, method, nearest }])
    expect(emulator.trace.entries().map(({ type }) => type)).toEqual(['request', 'unmatched', 'response'])
  })

  it.each(['/communications/calls/a/b/c/d/e/f', `/communications/${'calls'.repeat(1_000)}`])(
    'GET %s has no close endpoint',
    async (path) => {
      const { emulator, graph } = setup()
      await graph.get(path)
      expect(emulator.trace.of('unmatched')).toHaveLength(1)
      expect(emulator.trace.of('unmatched')[0]).not.toHaveProperty('nearest')
    },
  )

  it('does not include requests that are served or rejected for another reason', async () => {
    const { emulator, graph } = setup()
    const call = await createCall(graph)
    await graph.get(`/communications/calls/${call.id}`)
    await graph.get('/communications/calls/x')
    await graph.post('/communications/calls', {})
    expect(emulator.trace.of('unmatched')).toEqual([])
  })

  it('gets Graph’s own response, which does not name the closest endpoint', async () => {
    const { body } = await setup().graph.get('/communications/cals')
    expect(body.error.message).toBe("Resource not found for the segment 'cals'.")
  })

  it('is traced with a /beta endpoint when only /beta has it', () => {
    const [endpoint] = endpoints.filter(({ path }) => path === '/communications/calls/:callId/answer')
    if (!endpoint) throw new Error('The endpoint does not exist.')
    const findClosest = createClosestEndpointFinder([{ ...endpoint, betaOnly: true }])
    const segments = ['communications', 'calls', 'x', 'answer']
    expect(findClosest('POST', { segments, beta: false })).toBe('POST /beta/communications/calls/{callId}/answer')
  })

  it('finds every endpoint by its path, with or without a typo', () => {
    const findClosest = createClosestEndpointFinder(endpoints)
    fc.assert(
      fc.property(fc.constantFrom(...endpoints), fc.nat(), ({ method, path, betaOnly }, at) => {
        const segments = path.split('/').slice(1)
        const shown = `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`
        expect(findClosest(method, { segments, beta: true })).toBe(shown)
        if (betaOnly) return
        const named = segments.findLastIndex((segment) => !segment.startsWith(':'))
        const name = segments[named] ?? ''
        const slipped = `${name.slice(0, at % name.length)}~${name.slice((at % name.length) + 1)}`
        const found = findClosest(method, { segments: segments.with(named, slipped), beta: false })
        // Another endpoint may be equally close, but none is closer.
        expect(found?.split('/')).toHaveLength(segments.length + 1)
      }),
    )
  })
})
