export { operationResults, results } from './calls/results.ts'
export { createEmulator, type Emulator } from './emulator.ts'
export type { Faults } from './faults/faults.ts'
export type { Auth } from './http/gate.ts'
export { createToken, type TokenOptions } from './http/token.ts'
export type { Deliver, NotificationReceiver } from './notifications/outbox.ts'
export type { EmulatorOptions } from './options.ts'
export type { PopulateOptions, Population } from './past/populate.ts'
export type { Clock, ClockOption } from './runtime/clock.ts'
export type { Duration } from './runtime/duration.ts'
export { scenarios } from './scenarios/library.ts'
export type { Directory, DirectoryIdentity } from './simulation/directory.ts'
export type { IncomingCallOptions } from './simulation/incoming-call.ts'
export { defineScenario, parseScenario, type Scenario, type ScenarioMatch, sequence } from './simulation/scenario.ts'
export type { Snapshot } from './snapshot.ts'
export type { CallRecordRow } from './store/call-record-row.ts'
export type { CallRow, CallState, Modality } from './store/call-row.ts'
export type { FaultRule } from './store/fault-rule.ts'
export type { RecordLatency, RecordPlan, RecordUpdate } from './store/record-plan.ts'
export type { ResultInfo } from './store/result-info.ts'
export { selectCall, selectCallRecord, selectCallRecords, selectCalls, selectLiveCalls } from './store/selectors.ts'
export type {
  Choice,
  IncomingStep,
  NetworkProfile,
  Occasion,
  Rating,
  ScenarioStep,
  Step,
  StepTiming,
  TimedStep,
  Who,
} from './store/step.ts'
export { NETWORK_PROFILES as networkProfiles } from './store/step.ts'
export type { World } from './store/world.ts'
export type { Trace, TraceEntry, TraceEntryOf } from './trace/trace.ts'
