import type { SetupWorker } from 'msw/browser'
import { CallPanel } from '../playground/call-panel/call-panel.ts'
import { app, people } from '../playground/directory.ts'
import { defineElements } from '../src/adapters/panel/define-elements.ts'
import { type CallRow, createEmulator, type Emulator, type Scenario, selectCalls } from '../src/index.ts'
import { contentOf, inPage } from './page.ts'

const CALLBACK = 'https://calls.contoso.com/api/callback'

/** A story's own emulator and app. */
export interface CallPanelSetup {
  /** The story's `beforeEach`: creates an emulator that answers the requests of the page. */
  beforeEach(context: { msw: Pick<SetupWorker, 'use'> }): Promise<() => void>
  /** The story's `render`. */
  render(): HTMLElement
  /** For the story's `play`. */
  running(): RunningStory
}

export interface RunningStory {
  readonly emulator: Emulator
  readonly panel: CallPanel
  /** The panel's content, for Testing Library. */
  readonly content: HTMLElement
  /** The newest call. */
  call(): CallRow
}

/** Sets up a story with a manual clock and a fixed seed. */
export function setUpCallPanel(...scenarios: readonly Scenario[]): CallPanelSetup {
  let created: { emulator: Emulator; panel: CallPanel } | undefined

  const current = () => {
    if (!created) throw new Error('The story has no emulator. Set `beforeEach` of the story to that of its setup.')
    return created
  }

  return {
    async beforeEach({ msw }) {
      const emulator = createEmulator({
        seed: 7,
        clock: 'manual',
        scenarios,
        directory: { app, users: people },
        callbackUri: CALLBACK,
      })
      defineElements({ 'call-panel': CallPanel })
      const panel = new CallPanel()
      Object.assign(panel, { contacts: people, callbackUri: CALLBACK, now: emulator.clock.now, timeZone: 'UTC' })
      // This page has no server: notifications go to the app directly.
      emulator.receive(CALLBACK, async (request) => panel.receive(await request.json()))
      msw.use(...emulator.handlers)
      created = { emulator, panel }
      await emulator.load()
      return () => emulator[Symbol.dispose]()
    },
    render: () => inPage(current().panel),
    running() {
      const { emulator, panel } = current()
      return { emulator, panel, content: contentOf(panel), call: () => newestCall(emulator) }
    },
  }
}

function newestCall({ store }: Emulator): CallRow {
  const call = selectCalls()(store.getState()).at(-1)
  if (call) return call
  throw new Error('There is no call yet. Place one first.')
}
