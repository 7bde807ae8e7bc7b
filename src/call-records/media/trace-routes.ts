import type { Random } from '../../engine/chance/random.ts'
import { isJsonObject, type JsonObject, objectsIn } from '../../engine/values/json.ts'

/**
 * Adds the routes that packets took from each endpoint. Microsoft collects them only for support cases, so records have
 * none unless `records.traceRoutes` is on.
 * @param random A generator of its own, so that routes change no other number of the record.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-traceroutehop
 */
export function withTraceRoutes(sessions: readonly JsonObject[], random: Random): JsonObject[] {
  return sessions.map((session) => ({
    ...session,
    segments: objectsIn(session.segments).map((segment) => ({ ...segment, media: withRoutes(segment.media, random) })),
  }))
}

/** All media of a segment take the same route. */
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
 * Draws hops from the endpoint's own network through its provider's into Microsoft's. Round-trip times increase from hop
 * to hop, up to that of the stream. Services have no hops because they are in Microsoft's network.
 */
function drawHops(network: JsonObject[string], roundTripMs: number, random: Random): JsonObject[] {
  if (!isJsonObject(network) || typeof network.subnet !== 'string') return []
  const addresses = [
    network.subnet.replace(/0$/, '1'),
    ...(network.connectionType === 'tunnel' ? [`10.0.${random.int(0, 254)}.1`] : []),
    // From a range reserved for documentation.
    ...Array.from({ length: random.int(1, 3) }, () => `198.51.100.${random.int(1, 254)}`),
    `104.44.${random.int(0, 254)}.${random.int(1, 254)}`,
    typeof network.relayIPAddress === 'string'
      ? network.relayIPAddress
      : `52.114.${random.int(64, 255)}.${random.int(1, 254)}`,
  ]
  let elapsedMs = 0
  return addresses.map((ipAddress, index) => {
    const remainingMs = Math.max(0, roundTripMs - elapsedMs)
    elapsedMs += random.int(0, Math.floor(remainingMs / (addresses.length - index)))
    return { hopCount: index + 1, ipAddress, roundTripTime: elapsedMs }
  })
}
