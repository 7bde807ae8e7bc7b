import { CallCard } from './call-card.ts'
import { ClockCard } from './clock-card.ts'
import { ScenarioCard } from './scenario-card.ts'
import { TraceCard } from './trace-card.ts'

/** The cards of the panel, by the names of their elements. */
export const CARDS = {
  'graph-emulator-clock': ClockCard,
  'graph-emulator-scenario': ScenarioCard,
  'graph-emulator-call': CallCard,
  'graph-emulator-trace': TraceCard,
} as const

declare global {
  interface HTMLElementTagNameMap {
    'graph-emulator-clock': ClockCard
    'graph-emulator-scenario': ScenarioCard
    'graph-emulator-call': CallCard
    'graph-emulator-trace': TraceCard
  }
}
