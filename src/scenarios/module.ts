import type { CallRecordTypes } from '../call-records/context.ts'
import type { CallTypes } from '../calls/context.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Module } from '../engine/module.ts'
import type { FaultTypes } from '../graph/faults/context.ts'
import type { SubscriptionTypes } from '../subscriptions/context.ts'
import type { ScenarioTypes } from './context.ts'
import { respond } from './player/default-responses.ts'
import { cancelNextStep, playForNewCall, takeNextStep } from './player/run.ts'

export const scenarios = {
  actions: { scenarioStep: (context, { entityId }) => takeNextStep(context, entityId) },
  on: { callCreated: playForNewCall, milestone: respond, callEnding: cancelNextStep },
} as const satisfies Module<ScenarioTypes, DeliveryTypes & FaultTypes & CallTypes & CallRecordTypes & SubscriptionTypes>
