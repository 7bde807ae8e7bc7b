import type { SetupWorker } from 'msw/browser'
import { CallQuality } from '../playground/call-quality/call-quality.ts'
import { app, people } from '../playground/directory.ts'
import { defineElements } from '../src/adapters/panel/define-elements.ts'
import { createEmulator, type Emulator, type EmulatorOptions, type Population } from '../src/index.ts'
import { inPage, insideOf } from './page.ts'

/** A tenant with a past for one story, and the app that looks at it. */
export interface QualityStage {
  /** For a story's `beforeEach`: the same past each time, and it answers the requests of the page. */
  enter(context: { msw: Pick<SetupWorker, 'use'> }): () => void
  /** For its `render`. */
  show(): HTMLElement
  /** For its `play`. */
  world(): QualityWorld
}

interface QualityWorld {
  readonly emulator: Emulator
  readonly past: Population
  /** What Testing Library searches. */
  readonly inside: HTMLElement
  /** Ends the pause that Graph asked for. */
  wake(): void
}

/** Thursday afternoon, and time stands still. */
export function createQualityStage(options: Pick<EmulatorOptions, 'faults'> = {}): QualityStage {
  let entered: (Omit<QualityWorld, 'inside'> & { quality: CallQuality }) | undefined

  const current = () => {
    if (!entered) throw new Error('The story has not begun: give it `beforeEach: stage.enter`.')
    return entered
  }

  return {
    enter({ msw }) {
      const emulator = createEmulator({
        seed: 7,
        clock: { start: '2026-03-05T15:00:00Z', rate: 0 },
        directory: { app, users: people },
        ...options,
      })
      const past = emulator.populate({ days: 14, callsPerDay: 20, utcOffset: '+00:00' })
      defineElements({ 'call-quality': CallQuality })
      const quality = new CallQuality()
      let wake = () => {}
      const pause = () =>
        new Promise<void>((resolve) => {
          wake = resolve
        })
      Object.assign(quality, { people: past.people, now: emulator.clock.now, timeZone: 'UTC', pause })
      msw.use(...emulator.handlers)
      entered = { emulator, past, quality, wake: () => wake() }
      return () => emulator[Symbol.dispose]()
    },
    show: () => inPage(current().quality, { isWide: true }),
    world() {
      const { quality, ...world } = current()
      return { ...world, inside: insideOf(quality) }
    },
  }
}
