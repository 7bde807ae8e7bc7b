import { setupServer } from 'msw/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEmulator, type Emulator } from '../../src/index.ts'
import { GUID, type Seed, seeds, TIMESTAMP, toInit, urlsOf } from './seed.ts'

type Send = (url: string, init: RequestInit) => Promise<Response>

// The server is set up and closed for each test, so that the emulator is empty.
let emulator: Emulator
let server: ReturnType<typeof setupServer>
beforeEach(() => {
  emulator = createEmulator({ seed: 7, clock: 'manual' })
  server = setupServer(...emulator.handlers)
  server.listen()
})
afterEach(() => server.close())

const transports: [string, Send][] = [
  ['to emulator.fetch', (url, init) => emulator.fetch(url, init)],
  ['through MSW', (url, init) => fetch(url, init)],
]

describe.each(transports)("a draft's example, sent %s", (_, send) => {
  const request = async (seed: Seed, url = seed.request.url) => {
    const response = await send(url, toInit(seed))
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  const createdId = async (seed: Seed) => (await request(seed)).body.id

  it.each(urlsOf(seeds.addCalls))('POST %s creates a call and returns the members that were sent', async (url) => {
    const { status, headers, body } = await request(seeds.addCalls, url)
    expect(status).toBe(seeds.addCalls.response.status)
    expect(body).toMatchObject({ ...seeds.addCalls.response.body, id: expect.stringMatching(GUID) })
    expect(headers.get('location')).toBe(`https://graph.microsoft.com/localtest/communications/calls/${body.id}`)
    expect(headers.get('content-type')).toContain(seeds.addCalls.response.headers['Content-Type'])
  })

  it.each(urlsOf(seeds.addCallRecords))(
    'POST %s creates a call record and gives back what it was given',
    async (url) => {
      const { status, headers, body } = await request(seeds.addCallRecords, url)
      expect(status).toBe(seeds.addCallRecords.response.status)
      expect(body).toMatchObject({
        ...seeds.addCallRecords.response.body,
        id: expect.stringMatching(GUID),
        lastModifiedDateTime: expect.stringMatching(TIMESTAMP),
      })
      expect(headers.get('location')).toBe(`https://graph.microsoft.com/docs/api/communications/callRecords/${body.id}`)
    },
  )

  it.each(urlsOf(seeds.addSessions))('POST %s adds a session and returns the members that were sent', async (url) => {
    const recordId = await createdId(seeds.addCallRecords)
    const { status, headers, body } = await request(seeds.addSessions, url.replace('{callRecordId}', recordId))
    expect(status).toBe(seeds.addSessions.response.status)
    expect(body).toMatchObject({ ...seeds.addSessions.response.body, id: expect.stringMatching(GUID) })
    expect(headers.get('location')).toBe(
      `https://graph.microsoft.com/localtest/communications/callRecords/${recordId}/sessions/${body.id}`,
    )
  })

  it(`POST ${seeds.record.request.url} returns a wrapped recordOperation that waits for its call`, async () => {
    const callId = await createdId(seeds.addCalls)
    const { status, body } = await request(seeds.record, seeds.record.request.url.replace('{callId}', callId))
    expect(status).toBe(seeds.record.response.status)
    expect(Object.keys(body)).toContain('value')
    expect(body.value).toMatchObject({
      '@odata.type': seeds.record.response.body.value['@odata.type'],
      id: expect.stringMatching(GUID),
      status: 'notStarted',
      clientContext: seeds.record.response.body.value.clientContext,
    })
    // The recording has not ended, so the members of its outcome are null.
    expect(body.value).toMatchObject({ resultInfo: null, recordingLocation: null, recordingAccessToken: null })
    expect(Object.keys(body.value)).toEqual(expect.arrayContaining(Object.keys(seeds.record.response.body.value)))
  })
})
