import type { SetupWorker } from 'msw/browser'
import { CallPanel } from '../playground/call-panel/call-panel.ts'
import { app, people } from '../playground/directory.ts'
import { defineElements } from '../src/adapters/panel/define-elements.ts'
import { type CallRow, createEmulator, type Emulator, type Scenario, selectCalls } from '../src/index.ts'
import { inPage, insideOf } from './page.ts'

const CALLBACK = 'https://calls.contoso.com/api/callback'

/** A world of its own for one story, and the app in it. */
export interface Stage {
  /** For a story's `beforeEach`: a new world, the same each time, answers the requests of the page. */
  enter(context: { msw: Pick<SetupWorker, 'use'> }): () => void
  /** For its `render`. */
  show(): HTMLElement
  /** For its `play`. */
  world(): World
}

export interface World {
  readonly emulator: Emulator
  readonly panel: CallPanel
  /** What Testing Library searches: the panel has its own root. */
  readonly inside: HTMLElement
  /** The call that the story is about: the newest. */
  call(): CallRow
}

/** Time stands still on this stage until the story moves it, and chance is the same each time. */
export function createStage(...scenarios: readonly Scenario[]): Stage {
  let entered: { emulator: Emulator; panel: CallPanel } | undefined

  const current = () => {
    if (!entered) throw new Error('The story has not begun: give it `beforeEach: stage.enter`.')
    return entered
  }

  return {
    enter({ msw }) {
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
      // What Graph would post to the app's server is handed to the app in this page.
      emulator.receive(CALLBACK, async (request) => panel.receive(await request.json()))
      msw.use(...emulator.handlers)
      entered = { emulator, panel }
      return () => emulator[Symbol.dispose]()
    },
    show: () => inPage(current().panel),
    world() {
      const { emulator, panel } = current()
      return { emulator, panel, inside: insideOf(panel), call: () => newestCall(emulator) }
    },
  }
}

function newestCall({ store }: Emulator): CallRow {
  const call = selectCalls()(store.getState()).at(-1)
  if (call) return call
  throw new Error('There is no call yet.')
}
