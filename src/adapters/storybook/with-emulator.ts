import type { RequestHandler } from 'msw'
import type { Args, Renderer } from 'storybook/internal/csf'
import { createEmulator, type Emulator, type EmulatorOptions } from '../../index.ts'

/** The members of Storybook's story context that are used here. */
interface StoryWithMsw {
  readonly parameters: { readonly emulator?: EmulatorOptions }
  /** The worker of msw-storybook-addon. */
  readonly msw?: { use(...handlers: RequestHandler[]): void }
  emulator?: Emulator
}

/**
 * Gives each story its own emulator, which answers the story's requests to Microsoft Graph. Use it as `beforeEach` in
 * `.storybook/preview.ts`, in a stories file or in a single story. The story's `parameters.emulator` are the options of
 * `createEmulator`. The clock is manual unless `clock` is set, so that a story looks the same every time. `play` and
 * `render` get the emulator from their context: `async ({ emulator }) => emulator.clock.advance('2s')`.
 *
 * The story waits until all of the emulator is loaded, so that no request in it takes longer than the others.
 * @throws TypeError that names each invalid option. Error without `context.msw`, which msw-storybook-addon provides.
 * @returns a function that disposes the emulator. Storybook calls it when the user leaves the story.
 */
export async function withEmulator(context: StoryWithMsw): Promise<() => void> {
  const { parameters, msw } = context
  if (!msw) {
    throw new Error(
      'withEmulator: context.msw is missing, so the emulator cannot answer requests. Add the addon msw-storybook-addon to .storybook/main.ts, and its loader to .storybook/preview.ts.',
    )
  }
  const emulator = createEmulator({ clock: 'manual', ...parameters.emulator })
  msw.use(...emulator.handlers)
  context.emulator = emulator
  await emulator.load()
  return () => emulator[Symbol.dispose]()
}

/**
 * Parameters that render each story of a docs page in its own iframe; spread them into the parameters of
 * `.storybook/preview.ts`. Without iframes, all stories of a page share one worker, and the newest emulator would answer
 * the requests of all of them. Set the height of a frame with `docs.story.height`.
 */
export const inFrames = { docs: { story: { inline: false, height: '400px' } } } as const

declare module 'storybook/internal/csf' {
  interface StoryContext<TRenderer extends Renderer = Renderer, TArgs = Args> {
    /** The story's emulator, created by `withEmulator`. */
    emulator: Emulator
  }
  interface Parameters {
    /** The options of the story's emulator. */
    emulator?: EmulatorOptions
  }
}
