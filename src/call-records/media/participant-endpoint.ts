import { soleIdentity, toIdentitySet } from '../../directory/identity-set.ts'
import { drawText } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { ClientFacts, Machine } from './clients.ts'

/**
 * Draws the `endpoint` of a participant: its client and machine.
 * @param identity `undefined` for a service, whose endpoint names only its role.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-participantendpoint
 */
export function drawParticipantEndpoint(
  identity: JsonObject | undefined,
  client: ClientFacts,
  random: Random,
): JsonObject {
  const userAgent = toUserAgent(client)
  if (!identity) return { '@odata.type': '#microsoft.graph.callRecords.serviceEndpoint', userAgent }
  return {
    '@odata.type': '#microsoft.graph.callRecords.participantEndpoint',
    userAgent,
    ...(client.machines && drawMachine(random.pick(client.machines), random)),
    associatedIdentity: toAssociatedIdentity(identity),
    // Deprecated, but still part of all examples in the documentation.
    identity: { '@odata.type': '#microsoft.graph.identitySet', ...toIdentitySet(identity) },
  }
}

const SERIAL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

function toUserAgent({ userAgent }: ClientFacts): JsonObject {
  if ('role' in userAgent) {
    return { '@odata.type': '#microsoft.graph.callRecords.serviceUserAgent', role: userAgent.role }
  }
  const { agent, version, platform, productFamily } = userAgent
  return {
    '@odata.type': '#microsoft.graph.callRecords.clientUserAgent',
    headerValue: `CallSignalingAgent (${agent}/${version}//)`,
    applicationVersion: version,
    platform,
    productFamily,
  }
}

function drawMachine({ name, cpuName, cores, mhz }: Machine, random: Random): JsonObject {
  return {
    name: name.endsWith('-') ? name + drawText(random, SERIAL, 7) : name,
    cpuName,
    cpuCoresCount: cores,
    cpuProcessorSpeedInMhz: mhz,
  }
}

/** Only callRecords.userIdentity has a `userPrincipalName`, so typed clients would drop it without this `@odata.type`. */
function toAssociatedIdentity(identity: JsonObject): JsonObject | null {
  const sole = soleIdentity(identity)
  if (!sole) return null
  return sole.kind === 'user'
    ? { '@odata.type': '#microsoft.graph.callRecords.userIdentity', ...sole.value }
    : sole.value
}
