import { ClockCard } from './clock-card.ts'
import { OtherSideCard } from './other-side-card.ts'
import { ScenarioCard } from './scenario-card.ts'
import { TraceCard } from './trace-card.ts'

/** The parts of the world, by the names that they have in a page. */
export const CARDS = {
  'graph-emulator-clock': ClockCard,
  'graph-emulator-scenario': ScenarioCard,
  'graph-emulator-other-side': OtherSideCard,
  'graph-emulator-trace': TraceCard,
} as const

declare global {
  interface HTMLElementTagNameMap {
    'graph-emulator-clock': ClockCard
    'graph-emulator-scenario': ScenarioCard
    'graph-emulator-other-side': OtherSideCard
    'graph-emulator-trace': TraceCard
  }
}
