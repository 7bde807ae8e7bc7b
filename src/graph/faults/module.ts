import type { Module } from '../../engine/module.ts'
import type { ModuleTypes } from '../../engine/module-types.ts'
import type { FaultTypes } from './context.ts'

export const faults = {
  actions: {
    responseDue: ({ tx, services }, { sequence }) => tx.afterCommit(() => services.releaseResponse(sequence)),
  },
  on: {},
} as const satisfies Module<FaultTypes, ModuleTypes>
