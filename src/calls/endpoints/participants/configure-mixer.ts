import { addTimedOperation } from '../../behaviour/timed-operations.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import { MIXER_RAMP_LIMIT_MS } from '../../lifecycle/limits.ts'
import { callPermissions } from '../call-permissions.ts'
import { operationReply } from '../call-reply.ts'
import { requireClientContext, requireRange } from '../check-argument.ts'
import { requireEstablishedGroup, requireNamed } from '../require-call.ts'

interface ConfigureMixerRequest {
  // Under a lenient base segment anything may be missing.
  readonly participantMixerLevels?: readonly MixerLevel[]
  readonly clientContext?: string | null
}

interface MixerLevel {
  readonly participant?: string
  readonly ducking?: { readonly rampActive?: number | null; readonly rampInactive?: number | null } | null
  readonly sourceLevels?: readonly SourceLevel[] | null
}

interface SourceLevel {
  readonly participant?: string
  readonly level?: number | null
  readonly duckOthers?: boolean | null
}

/**
 * Configure the audio mix of a group call.
 *
 * Sets how loud participants hear each other. The emulator has no audio to mix, so only the operation shows it.
 * @see https://learn.microsoft.com/graph/api/participant-configuremixer?view=graph-rest-beta
 */
export const configureMixer = defineEndpoint<ConfigureMixerRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/participants/configureMixer',
  permissions: callPermissions([
    'Calls.JoinGroupCallAsGuest.All',
    'Calls.JoinGroupCall.All',
    'Calls.InitiateGroupCall.All',
  ]),
  betaOnly: true,
  body: { action: 'microsoft.graph.configureMixer' },
  run(context, { strict }, params, { participantMixerLevels = [], clientContext = null }) {
    const call = requireEstablishedGroup(context, params, strict)
    requireClientContext(clientContext)
    for (const [index, { participant, ducking, sourceLevels }] of participantMixerLevels.entries()) {
      const path = `participantMixerLevels[${index}]`
      requireNamed(call, `${path}.participant`, participant)
      requireRamp(`${path}.ducking.rampActive`, ducking?.rampActive)
      requireRamp(`${path}.ducking.rampInactive`, ducking?.rampInactive)
      for (const [at, source] of (sourceLevels ?? []).entries()) {
        requireNamed(call, `${path}.sourceLevels[${at}].participant`, source.participant)
        requireLevel(`${path}.sourceLevels[${at}].level`, source)
      }
    }
    return operationReply(call, addTimedOperation(context, call.id, { type: 'commsOperation', clientContext }), 202)
  },
})

function requireRamp(name: string, value: number | null | undefined): void {
  requireRange(name, value ?? 0, 0, MIXER_RAMP_LIMIT_MS)
}

/** @see https://learn.microsoft.com/graph/api/resources/audiosourcelevel?view=graph-rest-beta */
function requireLevel(name: string, { level, duckOthers }: SourceLevel): void {
  if (duckOthers && level == null) throw callErrors.invalidArgument(name, 'it is required with duckOthers.')
}
