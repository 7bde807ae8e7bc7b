import type { Emulator } from '../../index.ts'
import { CARDS } from './cards.ts'
import { defineElements } from './define-elements.ts'
import { EmulatorPanel } from './emulator-panel.ts'

export interface PanelOptions {
  /** Where it is put. Default: the page's body. */
  readonly container?: Element
  /** Whether it is open at first. Default: false, a button alone. */
  readonly open?: boolean
}

/**
 * Puts the emulator's panel into a page: the clock, the other side, scenarios to choose from, and what happened. It is
 * the web component `<graph-emulator-panel>`, and leaves the page's own styles alone.
 *
 * @returns a function that takes it out again.
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
