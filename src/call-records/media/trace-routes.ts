import type { Random } from '../../engine/chance/random.ts'
import { isJsonObject, type JsonObject, objectsIn } from '../../engine/values/json.ts'

/**
 * Adds the routes that packets took from each endpoint. The service collects them on its support's request only, and
 * so they are empty unless they are asked for.
 * @param random What is drawn here leaves all other numbers as they are.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-traceroutehop
 */
export function withTraceRoutes(sessions: readonly JsonObject[], random: Random): JsonObject[] {
  return sessions.map((session) => ({
    ...session,
    segments: objectsIn(session.segments).map((segment) => ({ ...segment, media: withRoutes(segment.media, random) })),
  }))
}

/** All media of a segment go the same way. */
function withRoutes(media: JsonObject[string], random: Random): JsonObject[] {
  const all = objectsIn(media)
  const [first] = all
  if (!first) return []
  const roundTripMs = Math.max(...objectsIn(first.streams).map((stream) => Number(stream.averageRoundTripTime ?? 0)))
  const callerHops = drawHops(first.callerNetwork, roundTripMs, random)
  const calleeHops = drawHops(first.calleeNetwork, roundTripMs, random)
  return all.map((one) => ({
    ...one,
    callerNetwork: withHops(one.callerNetwork, callerHops),
    calleeNetwork: withHops(one.calleeNetwork, calleeHops),
  }))
}

function withHops(network: JsonObject[string], traceRouteHops: readonly JsonObject[]): JsonObject[string] {
  return isJsonObject(network) ? { ...network, traceRouteHops } : network
}

/**
 * From the endpoint's own network over its provider's into Microsoft's. No hop takes longer to answer than the one after
 * it, and none as long as the whole way. A service is there already.
 */
function drawHops(network: JsonObject[string], roundTripMs: number, random: Random): JsonObject[] {
  if (!isJsonObject(network) || typeof network.subnet !== 'string') return []
  const addresses = [
    network.subnet.replace(/0$/, '1'),
    ...(network.connectionType === 'tunnel' ? [`10.0.${random.int(0, 254)}.1`] : []),
    // Of the ranges that are kept for documentation.
    ...Array.from({ length: random.int(1, 3) }, () => `198.51.100.${random.int(1, 254)}`),
    `104.44.${random.int(0, 254)}.${random.int(1, 254)}`,
    typeof network.relayIPAddress === 'string'
      ? network.relayIPAddress
      : `52.114.${random.int(64, 255)}.${random.int(1, 254)}`,
  ]
  let passed = 0
  return addresses.map((ipAddress, index) => {
    const left = Math.max(0, roundTripMs - passed)
    passed += random.int(0, Math.floor(left / (addresses.length - index)))
    return { hopCount: index + 1, ipAddress, roundTripTime: passed }
  })
}
