import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Module } from '../engine/module.ts'
import { endWithoutApp } from './behaviour/accept-transfer-or-redirect.ts'
import { applyStep } from './behaviour/apply-step.ts'
import { dispatchCallEvent } from './behaviour/dispatch-call-event.ts'
import { applyJoinResponse } from './behaviour/policy-recording.ts'
import { notifyChangedRosters } from './behaviour/roster.ts'
import { completeTimedOperation } from './behaviour/timed-operations.ts'
import type { CallTypes } from './context.ts'
import { reevaluateOperation } from './media/media-queue.ts'

export const calls = {
  actions: {
    callEvent: (context, { entityId, action }) => void dispatchCallEvent(context, entityId, action.event),
    defaultStep: (context, { entityId, action }) => void applyStep(context, entityId, action.step, { by: 'default' }),
    operationDone: (context, { entityId, action }) => completeTimedOperation(context, entityId, action.operationId),
    handoverEnd: (context, { entityId }) => endWithoutApp(context, entityId),
    mediaDue: (context, { entityId }) => reevaluateOperation(context, entityId),
  },
  on: { delivered: applyJoinResponse },
  endDecision: notifyChangedRosters,
} as const satisfies Module<CallTypes, DeliveryTypes>
