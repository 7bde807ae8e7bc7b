import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadEndpoints } from '../../../src/modules.ts'
import { aSubscription } from '../../subscriptions/receiver.ts'
import { anAnswer, anOutgoingCall, aPrompt, aRecording } from '../../support/bodies.ts'
import { createCall, establishedCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const endpoints = await loadEndpoints()

/** Properties of readable resources, and unknown ones. */
const PROPERTIES = ['state', 'version', 'mediaConfig', 'organizer', 'user', 'id', '$value', '$count', '__proto__']

const NAMES = [
  ...new Set(endpoints.flatMap(({ path, alsoAt = [] }) => [path, ...alsoAt].flatMap((one) => one.split('/')))),
].filter((name) => name && !name.startsWith(':'))

/** Paths similar to those of endpoints: existing and unknown keys, names in any order, special characters. */
const path = (ids: readonly string[]) =>
  fc.oneof(
    fc
      .tuple(
        fc.constantFrom('calls', 'callRecords', 'CALLS'),
        fc.constantFrom(...ids),
        fc.array(fc.constantFrom(...PROPERTIES), { minLength: 1, maxLength: 4 }),
      )
      .map(([set, id, names]) => `/communications/${set}/${id}/${names.join('/')}`),
    fc.constantFrom(...endpoints.map((route) => route.path)).chain((template) =>
      fc.array(fc.oneof(fc.constantFrom(...ids), fc.string()), { minLength: 3, maxLength: 3 }).map((keys) => {
        let next = 0
        return template.replace(/:\w+/g, () => encodeURIComponent(keys[next++ % 3] ?? ''))
      }),
    ),
    fc
      .array(fc.oneof(fc.constantFrom(...NAMES, ...ids), fc.string()), { maxLength: 6 })
      .map((parts) => `/communications/${parts.map(encodeURIComponent).join('/')}`),
    fc.webPath().map((odd) => `/communications${odd}`),
  )

const query = fc.oneof(
  fc.constant(''),
  fc.webQueryParameters().map((text) => `?${text}`),
  fc
    .tuple(
      fc.constantFrom(
        '$select',
        '$expand',
        '$filter',
        '$top',
        '$skip',
        '$skiptoken',
        '$count',
        '$orderby',
        '$search',
        '$format',
      ),
      fc.string(),
    )
    .map(([name, value]) => `?${name}=${encodeURIComponent(value)}`),
)

/** Almost valid bodies: one member is replaced by any value. */
const body = fc.oneof(
  fc.json(),
  fc.string(),
  fc
    .constantFrom<Record<string, unknown>>(
      anOutgoingCall(),
      aRecording(),
      anAnswer(),
      { prompts: [aPrompt()], clientContext: 'mine' },
      { tones: ['tone1', 'pound'], delayBetweenTonesMs: 10, clientContext: 'mine' },
      aSubscription(),
      aSubscription({ resource: "/communications/presences?$filter=id in ('a')", changeType: 'updated' }),
    )
    .chain((whole) =>
      fc
        .tuple(fc.constantFrom(...Object.keys(whole), '__proto__', 'constructor', '@odata.type'), fc.jsonValue())
        .map(([name, value]) => JSON.stringify({ ...whole, [name]: value })),
    ),
)

const headers = fc.record(
  {
    'content-type': fc.constantFrom(
      'application/json',
      'text/plain',
      'application/json; charset=utf-8',
      'application/xml',
    ),
    accept: fc.oneof(
      fc.constantFrom('*/*', 'application/json;odata.metadata=none', 'application/xml', 'text/html'),
      fc
        .constantFrom('none', 'minimal', 'full')
        .map((level) => `application/json;odata.metadata=${level};IEEE754Compatible=true`),
    ),
    prefer: fc.constantFrom(
      'odata.maxpagesize=2',
      'return=minimal',
      'return=representation;x, "',
      'include-unknown-enum-members',
      'odata.maxpagesize=-1, omit-values=nulls',
    ),
    authorization: fc.constantFrom('Bearer x', 'Basic y', 'Bearer', ''),
    'if-match': fc.constantFrom('*', 'W/"1"', ',', 'W/'),
    'if-none-match': fc.constantFrom('*', 'W/"1"', '"'),
  },
  { requiredKeys: [] },
)

describe('arbitrary requests', () => {
  it.each(['v1.0', 'beta', 'localtest'])(
    'never cause a 5xx response or an exception under /%s',
    async (base) => {
      const { emulator, graph } = setup({ callbackUri: 'https://bot.contoso.com/incoming' })
      const call = await createCall(graph)
      const ended = await createCall(graph)
      await emulator.clock.advance('2s')
      emulator.perform(ended.id, { do: 'hangUp' })
      await emulator.clock.runToIdle()
      const incoming = emulator.incomingCall()
      const ids = [call.id, incoming.id, ended.id, ended.callChainId]

      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'HEAD', 'OPTIONS'),
          path(ids),
          query,
          body,
          headers,
          async (method, where, search, text, head) => {
            // Such keys lead to other paths, some of which the emulator does not serve.
            fc.pre(!/\/(\.|%2e){1,2}(?=\/|$)/i.test(where))
            const response = await emulator.fetch(`https://graph.microsoft.com/${base}${where}${search}`, {
              method,
              headers: head,
              ...(method !== 'GET' && method !== 'HEAD' && { body: text }),
            })
            expect(response.status).toBeLessThan(500)
            const answer = await response.text()
            if (response.status >= 400 && method !== 'HEAD') {
              const { error } = JSON.parse(answer)
              expect(error).toMatchObject({ code: expect.any(String), message: expect.any(String) })
              // `emulator.fetch` adds no ids to what the emulator does not serve.
              if (!error.message.startsWith('The emulator does not serve')) expect(error).toHaveProperty('innerError')
            }
            expect(Object.prototype).not.toHaveProperty('polluted')
          },
        ),
        { numRuns: 2_000 },
      )
    },
    60_000,
  )

  it('of a batch get a response each, or the batch is rejected as a whole', async () => {
    const { graph, call } = await establishedCall(setup())
    const text = fc.oneof(fc.string(), fc.constantFrom('1', '2', '$batch', '%24batch', '..', '__proto__'))
    // Requests for other services would leave the machine.
    const url = fc.oneof(
      path([call.id]),
      text.map((odd) => `/communications/${odd}`),
    )
    const item = fc.record(
      {
        id: fc.oneof({ weight: 5, arbitrary: fc.uuid() }, { weight: 1, arbitrary: text }),
        method: fc.oneof(
          { weight: 9, arbitrary: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE') },
          { weight: 1, arbitrary: fc.string() },
        ),
        url: fc.oneof({ weight: 9, arbitrary: url }, { weight: 1, arbitrary: fc.jsonValue() }),
        headers: fc.oneof(
          { weight: 5, arbitrary: fc.constant({ 'content-type': 'application/json' }) },
          { weight: 1, arbitrary: fc.dictionary(text, text) },
        ),
        body: fc.oneof(fc.jsonValue(), fc.constant(anOutgoingCall())),
        dependsOn: fc.oneof(
          { weight: 5, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.array(text, { maxLength: 2 }) },
        ),
      },
      { requiredKeys: ['id', 'method', 'url'] },
    )
    let answered = 0
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 4 }), async (requests) => {
        const urls = requests.flatMap(({ url }) => (typeof url === 'string' ? [url] : []))
        fc.pre(urls.every((one) => /^\/?communications/.test(one) && !/(^|[/\\])(\.|%2e){1,2}(?=[/\\?#]|$)/i.test(one)))
        const { status, body: answer } = await graph.post('/$batch', { requests })
        expect([200, 400]).toContain(status)
        if (status === 400) return
        answered++
        expect(answer.responses.map(({ id }: { id: string }) => id)).toEqual(requests.map(({ id }) => id))
        for (const one of answer.responses) expect(one.status).toBeLessThan(500)
      }),
      { numRuns: 1_000 },
    )
    expect(answered).toBeGreaterThan(50)
  }, 60_000)

  it('change nothing when they are rejected', async () => {
    const { emulator, graph, call } = await establishedCall(setup())
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE'),
        path([call.id]),
        body,
        async (method, where, text) => {
          const before = emulator.store.getState()
          const { status } = await graph.send(method, where, method === 'GET' ? undefined : text)
          if (status >= 400) expect(emulator.store.getState()).toBe(before)
        },
      ),
      { numRuns: 1_000 },
    )
  }, 60_000)
})
