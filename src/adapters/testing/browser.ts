import { setupWorker } from 'msw/browser'
import { type Setup, type SetupOptions, setupWith } from './setup-emulator.ts'

export { advance, settle } from './advance.ts'
export type { EmulatorMatchers } from './matcher-types.ts'
export { matchers } from './matchers.ts'
export type { Server, Setup, SetupOptions, TestHooks } from './setup-emulator.ts'

/** The variant for Vitest's browser mode: MSW intercepts requests with a service worker. See `index.ts`. */
export function setupEmulator(options: SetupOptions = {}): Setup {
  return setupWith((handlers) => {
    const server = setupWorker(...handlers)
    return { server, start: () => server.start({ quiet: true }), stop: () => server.stop() }
  }, options)
}
