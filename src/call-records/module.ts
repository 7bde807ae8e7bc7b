import type { CallTypes } from '../calls/context.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Module } from '../engine/module.ts'
import type { CallRecordTypes } from './context.ts'
import { scheduleRecord, updateRecord, writeRecord } from './record/write-record.ts'

export const callRecords = {
  actions: {
    recordDue: (context, { action }) => writeRecord(context, action.record, action.updates),
    recordUpdate: (context, { entityId, action }) => updateRecord(context, entityId, action.updates),
  },
  on: { callEnded: scheduleRecord },
} as const satisfies Module<CallRecordTypes, DeliveryTypes & CallTypes>
