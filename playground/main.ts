import { setupWorker } from 'msw/browser'
import { createPlaygroundEmulator, mountPlayground } from './playground.ts'

const emulator = createPlaygroundEmulator()
const worker = setupWorker(...emulator.handlers)
await worker.start({
  quiet: true,
  onUnhandledFrame: 'bypass',
  serviceWorker: { url: './mockServiceWorker.js' },
})
mountPlayground(document.body, emulator)
