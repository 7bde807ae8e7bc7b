import { soleIdentity, toIdentitySet } from '../../directory/identity-set.ts'
import { drawText } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { ClientFacts, Machine } from './clients.ts'

/**
 * Draws the endpoint of a participant or, without an identity, of a service.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-participantendpoint
 */
export function drawEndpoint(identity: JsonObject | undefined, client: ClientFacts, random: Random): JsonObject {
  const userAgent = toUserAgent(client)
  if (!identity) return { '@odata.type': '#microsoft.graph.callRecords.serviceEndpoint', userAgent }
  return {
    '@odata.type': '#microsoft.graph.callRecords.participantEndpoint',
    userAgent,
    ...(client.machines && drawMachine(random.pick(client.machines), random)),
    associatedIdentity: toAssociatedIdentity(identity),
    // Deprecated, and still in every example.
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

/** `userPrincipalName` belongs to this namespace's own userIdentity only: without the type it would be lost on typed clients. */
function toAssociatedIdentity(identity: JsonObject): JsonObject | null {
  const held = soleIdentity(identity)
  if (!held) return null
  return held.kind === 'user'
    ? { '@odata.type': '#microsoft.graph.callRecords.userIdentity', ...held.value }
    : held.value
}
