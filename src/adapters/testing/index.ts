import { setupServer } from 'msw/node'
import { type Setup, type SetupOptions, setupWith } from './setup-emulator.ts'

export { advance, settle } from './advance.ts'
export type { EmulatorMatchers } from './matcher-types.ts'
export { matchers } from './matchers.ts'
export type { Server, Setup, SetupOptions, TestHooks } from './setup-emulator.ts'

/**
 * Sets up an emulator for the tests of a file, or of the `describe` in which it is called. MSW intercepts requests from
 * before the first test until after the last. After each test, the emulator and the request handlers are reset. The clock is
 * manual unless `clock` is set. In a page (Vitest's browser mode), MSW's service worker intercepts the requests.
 *
 * @throws TypeError that names the missing hook, or each invalid option.
 * @example
 * const { emulator, server } = setupEmulator({ seed: 7, hooks: { beforeAll, afterEach, afterAll } })
 */
export function setupEmulator(options: SetupOptions = {}): Setup {
  return setupWith((handlers) => {
    const server = setupServer(...handlers)
    return { server, start: () => server.listen(), stop: () => server.close() }
  }, options)
}
