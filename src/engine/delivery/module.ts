import type { Module } from '../module.ts'
import type { ModuleTypes } from '../module-types.ts'
import type { DeliveryTypes } from './context.ts'
import { sendMessage } from './notify.ts'

export const delivery = {
  actions: { sendNotification: (context, { action }) => sendMessage(context, action.message) },
  on: {},
} as const satisfies Module<DeliveryTypes, ModuleTypes>
