import { setupWorker } from 'msw/browser'
import { PAST } from './past-card.ts'
import { createPlaygroundEmulator, mountPlayground } from './playground.ts'

const emulator = createPlaygroundEmulator()
// There is something to look at from the first moment.
const past = emulator.populate(PAST)
const worker = setupWorker(...emulator.handlers)
await worker.start({
  quiet: true,
  onUnhandledFrame: 'bypass',
  serviceWorker: { url: './mockServiceWorker.js' },
})
mountPlayground(document.body, emulator, [past])
