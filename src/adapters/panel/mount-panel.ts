import type { Emulator } from '../../index.ts'
import { CARDS } from './cards.ts'
import { defineElements } from './define-elements.ts'
import { EmulatorPanel } from './emulator-panel.ts'

export interface PanelOptions {
  /** The element that the panel is appended to. Default: the page's body. */
  readonly container?: Element
  /** Whether the panel is open initially. Default: false, which shows only its button. */
  readonly open?: boolean
}

/**
 * Mounts the emulator's panel in a page: the clock, the current call and its participants, scenarios for the next call, and
 * the trace. The panel is the web component `<graph-emulator-panel>`; its styles do not affect the page.
 *
 * @returns a function that removes the panel.
 * @example
 * const emulator = createEmulator({ callbackUri: 'https://bot.contoso.com/calls' })
 * await setupWorker(...emulator.handlers).start()
 * mountPanel(emulator)
 */
export function mountPanel(
  emulator: Emulator,
  { container = document.body, open = false }: PanelOptions = {},
): () => void {
  defineElements({ ...CARDS, 'graph-emulator-panel': EmulatorPanel })
  const panel = document.createElement('graph-emulator-panel')
  panel.emulator = emulator
  panel.open = open
  container.append(panel)
  return () => panel.remove()
}

declare global {
  interface HTMLElementTagNameMap {
    'graph-emulator-panel': EmulatorPanel
  }
}
