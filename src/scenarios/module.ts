import type { CallRecordTypes } from '../call-records/context.ts'
import type { CallTypes } from '../calls/context.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Module } from '../engine/module.ts'
import type { FaultTypes } from '../graph/faults/context.ts'
import type { SubscriptionTypes } from '../subscriptions/context.ts'
import type { ScenarioTypes } from './context.ts'
import { applyNextStep } from './player/apply-next-step.ts'
import { respond } from './player/default-responses.ts'
import { cancelNextStep } from './player/schedule-step.ts'
import { playForNewCall } from './player/start-run.ts'

export const scenarios = {
  actions: { scenarioStep: (context, { entityId }) => applyNextStep(context, entityId) },
  on: { callCreated: playForNewCall, milestone: respond, callEnding: cancelNextStep },
} as const satisfies Module<ScenarioTypes, DeliveryTypes & FaultTypes & CallTypes & CallRecordTypes & SubscriptionTypes>
