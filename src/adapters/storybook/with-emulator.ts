import type { RequestHandler } from 'msw'
import type { Args, Renderer } from 'storybook/internal/csf'
import { createEmulator, type Emulator, type EmulatorOptions } from '../../index.ts'

/** What a story is given, as far as this looks at it. */
interface StoryWithMsw {
  readonly parameters: { readonly emulator?: EmulatorOptions }
  /** Of msw-storybook-addon: the worker that answers the requests of the page. */
  readonly msw?: { use(...handlers: RequestHandler[]): void }
  emulator?: Emulator
}

/**
 * For `beforeEach` in `.storybook/preview.ts`, of a file of stories, or of one: each story has a world of its own, which
 * answers its requests to Microsoft Graph. The story's `parameters.emulator` are the options of `createEmulator`; time
 * stands still unless `clock` says otherwise, so that a story looks the same every time. `play` and `render` find the
 * world in their context: `async ({ emulator }) => emulator.clock.advance('2s')`.
 *
 * @throws TypeError that names each wrong option. Error when there is no `context.msw`, which msw-storybook-addon brings.
 * @returns a function that ends the world: Storybook calls it when the story is left.
 */
export function withEmulator(context: StoryWithMsw): () => void {
  const { parameters, msw } = context
  if (!msw) {
    throw new Error(
      'withEmulator: there is no context.msw to answer requests with. Add the addon msw-storybook-addon to .storybook/main.ts, and its loader to preview.ts.',
    )
  }
  const emulator = createEmulator({ clock: 'manual', ...parameters.emulator })
  msw.use(...emulator.handlers)
  context.emulator = emulator
  return () => emulator[Symbol.dispose]()
}

/**
 * Parameters for stories on docs pages, to be spread into those of `.storybook/preview.ts`: each story is shown in a frame
 * of its own. On one page they share one worker, and the newest world would answer for all of them. `docs.story.height`
 * of a story or a file says how high its frame is.
 */
export const inFrames = { docs: { story: { inline: false, height: '400px' } } } as const

declare module 'storybook/internal/csf' {
  interface StoryContext<TRenderer extends Renderer = Renderer, TArgs = Args> {
    /** The world of the story, where `withEmulator` has made one. */
    emulator: Emulator
  }
  interface Parameters {
    /** The options of the story's world. */
    emulator?: EmulatorOptions
  }
}
