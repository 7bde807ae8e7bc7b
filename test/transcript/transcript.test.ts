import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEmulator } from '../../src/index.ts'
import { playSession } from '../support/play-session.ts'

const emulator = createEmulator({ seed: 7, clock: 'manual' })
const server = setupServer(...emulator.handlers)
beforeAll(() => server.listen())
afterAll(() => server.close())

// The browser's twin of this test (test/browser/transcript.test.ts) compares with the same file.
it('the scripted session has the committed transcript, byte for byte', async () => {
  const transcript = await playSession(emulator)
  await expect(transcript).toMatchFileSnapshot('./session.jsonl')
})

it('the transcript is of a whole session', async () => {
  emulator.reset()
  const lines = (await playSession(emulator))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const sent = lines.filter((line) => line.sent)
  expect(sent.length).toBeGreaterThan(20)
  expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([200, 201, 202, 204, 400, 401, 404]))
  expect(lines.filter((line) => line.notified).length).toBeGreaterThan(10)
  expect(lines.find(({ body }) => /SHA-256/.test(body))).toBeDefined()
  expect(lines.find(({ body }) => body?.sessions?.[0]?.segments)).toBeDefined()
})
