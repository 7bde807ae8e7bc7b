import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Module } from '../engine/module.ts'
import { applyStep } from './behaviour/apply-step.ts'
import { send } from './behaviour/call-life.ts'
import { concludeJoining } from './behaviour/policy-recording.ts'
import { notifyChangedRosters } from './behaviour/roster.ts'
import { completeTimedOperation } from './behaviour/timed-operations.ts'
import type { CallTypes } from './context.ts'
import { reconsiderOperation } from './media/media-queue.ts'

export const calls = {
  actions: {
    callEvent: (context, { entityId, action }) => void send(context, entityId, action.event),
    defaultStep: (context, { entityId, action }) => void applyStep(context, entityId, action.step, { by: 'default' }),
    operationDone: (context, { entityId, action }) => completeTimedOperation(context, entityId, action.operationId),
    mediaDue: (context, { entityId }) => reconsiderOperation(context, entityId),
  },
  on: { delivered: concludeJoining },
  endDecision: notifyChangedRosters,
} as const satisfies Module<CallTypes, DeliveryTypes>
