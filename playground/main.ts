import { setupWorker } from 'msw/browser'
import { createPlaygroundEmulator, mountPlayground } from './playground.ts'
import { INITIAL_POPULATION } from './population-card.ts'

const emulator = createPlaygroundEmulator()
// Gives the call quality view something to show from the start.
const population = emulator.populate(INITIAL_POPULATION)
const worker = setupWorker(...emulator.handlers)
await worker.start({
  quiet: true,
  onUnhandledFrame: 'bypass',
  serviceWorker: { url: './mockServiceWorker.js' },
})
mountPlayground(document.body, emulator, [population])
await emulator.load()
