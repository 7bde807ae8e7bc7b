export type { CallRecordRow } from './call-records/rows.ts'
export { selectCallRecord, selectCallRecords } from './call-records/selectors.ts'
export type { IncomingCallOptions } from './calls/behaviour/incoming-call.ts'
export { operationResults, results } from './calls/lifecycle/results.ts'
export type { RecordLatency, RecordPlan, RecordUpdate } from './calls/record-plan.ts'
export type { ResultInfo } from './calls/result-info.ts'
export type { CallRow, CallState, Modality } from './calls/rows.ts'
export { selectCall, selectCalls, selectLiveCalls } from './calls/selectors.ts'
export type { IncomingStep, Milestone, NetworkProfile, Rating, Step, Who } from './calls/steps.ts'
export { NETWORK_PROFILES as networkProfiles } from './calls/steps.ts'
export type { Directory, DirectoryIdentity } from './directory/directory.ts'
export { createEmulator } from './emulator.ts'
export type { Emulator } from './emulator-api.ts'
export type { Deliver, NotificationReceiver } from './engine/delivery/outbox.ts'
export type { Clock, ClockOption } from './engine/time/clock.ts'
export type { Duration } from './engine/time/duration.ts'
export type { FaultRule } from './graph/faults/fault-rule.ts'
export type { Faults } from './graph/faults/faults.ts'
export type { Auth } from './graph/http/auth/gate.ts'
export { createToken, type TokenOptions } from './graph/http/auth/token.ts'
export type { World } from './modules.ts'
export type { EmulatorOptions } from './options.ts'
export type { PopulateOptions, Population } from './population/populate.ts'
export {
  defineScenario,
  parseScenario,
  type Scenario,
  type ScenarioMatch,
  sequence,
} from './scenarios/language/scenario.ts'
export type { Choice, ScenarioStep, StepTiming, TimedStep } from './scenarios/language/steps.ts'
export { scenarios } from './scenarios/library/library.ts'
export type { Snapshot } from './snapshot.ts'
export type { Trace, TraceEntry, TraceEntryOf } from './trace/trace.ts'
