import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { anOutgoingCall } from '../../../support/bodies.ts'
import { setup } from '../../../support/setup.ts'

const CALLS = 'https://graph.microsoft.com/v1.0/communications/calls'
const UNREADABLE = 'Unable to read JSON request payload.'

/** Posts bytes, as a client that compresses its bodies does. */
async function post(bytes: Uint8Array<ArrayBuffer>, encoding: string, type = 'application/json') {
  const { emulator } = setup()
  const headers = { 'content-type': type, 'content-encoding': encoding }
  const response = await emulator.fetch(CALLS, { method: 'POST', headers, body: bytes })
  return { status: response.status, body: await response.json(), size: emulator.store.getState().calls.size }
}

const json = (value: unknown) => new Uint8Array(Buffer.from(JSON.stringify(value)))
const gzip = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes))

describe('a compressed body', () => {
  it.each([
    ['gzip', gzip(json(anOutgoingCall({ subject: 'Prüfung' })))],
    [' GZip ', gzip(json(anOutgoingCall({ subject: 'Prüfung' })))],
    ['x-gzip', gzip(json(anOutgoingCall({ subject: 'Prüfung' })))],
    ['deflate', new Uint8Array(deflateSync(json(anOutgoingCall({ subject: 'Prüfung' }))))],
    ['identity', json(anOutgoingCall({ subject: 'Prüfung' }))],
    ['', json(anOutgoingCall({ subject: 'Prüfung' }))],
  ])('with the encoding %j is read', async (encoding, bytes) => {
    const { status, body } = await post(bytes, encoding)
    expect([status, body.subject]).toEqual([201, 'Prüfung'])
  })

  // The client then retries uncompressed.
  it.each([
    ['br', new Uint8Array(brotliCompressSync(json(anOutgoingCall())))],
    ['gzip, deflate', gzip(json(anOutgoingCall()))],
    ['__proto__', json(anOutgoingCall())],
  ])('with the encoding %s is not supported', async (encoding, bytes) => {
    const { status, body, size } = await post(bytes, encoding)
    expect([status, body.error.code, size]).toEqual([415, 'UnsupportedMediaType', 0])
    expect(body.error.message).toContain(`'${encoding}'`)
  })

  it.each([
    ['is not what it says', json(anOutgoingCall())],
    ['breaks off', gzip(json(anOutgoingCall())).slice(0, 60)],
    ['holds no JSON', gzip(new Uint8Array([123]))],
  ])('is rejected when it %s', async (_, bytes) => {
    const { status, body, size } = await post(bytes, 'gzip')
    expect([status, body.error.code, size]).toEqual([400, 'BadRequest', 0])
    expect(body.error.message).toContain(UNREADABLE)
  })

  it('is rejected when it decompresses to more than a body may have', async () => {
    const swelling = gzip(new Uint8Array(64 * 1024 * 1024))
    expect(swelling.length).toBeLessThan(70_000)
    const { status, body } = await post(swelling, 'gzip')
    expect([status, body.error.code]).toEqual([413, 'RequestEntityTooLarge'])
  })
})
