/// <reference types="vite/client" />
import { setupWorker } from 'msw/browser'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEmulator } from '../../src/index.ts'
import { playSession } from '../support/play-session.ts'
import committed from '../transcript/session.jsonl?raw'

const emulator = createEmulator({ seed: 7, clock: 'manual' })
const worker = setupWorker(...emulator.handlers)
beforeAll(async () => {
  await worker.start({ quiet: true })
})
afterAll(() => worker.stop())

// test/transcript/transcript.test.ts does the same in Node.
it('produces the committed transcript of the session, byte for byte', async () => {
  const transcript = await playSession(emulator)
  // Line by line first, for a readable diff.
  expect(transcript.split('\n')).toEqual(committed.split('\n'))
  expect(transcript).toBe(committed)
})
