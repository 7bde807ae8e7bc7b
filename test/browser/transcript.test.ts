/// <reference types="vite/client" />
import { setupWorker } from 'msw/browser'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEmulator } from '../../src/index.ts'
import { playSession } from '../support/session.ts'
import committed from '../transcript/session.jsonl?raw'

const emulator = createEmulator({ seed: 7, clock: 'manual' })
const worker = setupWorker(...emulator.handlers)
beforeAll(async () => {
  await worker.start({ quiet: true })
})
afterAll(() => worker.stop())

// Node's twin of this test (test/transcript/transcript.test.ts) compares with the same file.
it('the scripted session has the committed transcript, byte for byte', async () => {
  const transcript = await playSession(emulator)
  // Line by line first: that says where they differ.
  expect(transcript.split('\n')).toEqual(committed.split('\n'))
  expect(transcript).toBe(committed)
})
