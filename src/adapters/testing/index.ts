import { setupServer } from 'msw/node'
import { type Setup, type SetupOptions, setupWith } from './setup-emulator.ts'

export { advance, settle } from './advance.ts'
export type { EmulatorMatchers } from './matcher-types.ts'
export { matchers } from './matchers.ts'
export type { Server, Setup, SetupOptions, TestHooks } from './setup-emulator.ts'

/**
 * An emulator for the tests of a file, or of the `describe` that it is called in: requests are caught from before the
 * first test until after the last, and after each the world and the handlers are as they were. Its clock is manual
 * unless `clock` says otherwise. In a page (Vitest's browser mode) MSW's worker catches the requests.
 *
 * @throws TypeError that names the hook that is missing, or each wrong option.
 * @example
 * const { emulator, server } = setupEmulator({ seed: 7, hooks: { beforeAll, afterEach, afterAll } })
 */
export function setupEmulator(options: SetupOptions = {}): Setup {
  return setupWith((handlers) => {
    const server = setupServer(...handlers)
    return { server, start: () => server.listen(), stop: () => server.close() }
  }, options)
}
