import { DEFAULT_NETWORK_PROFILE } from '../../calls/steps.ts'
import { soleIdentity } from '../../directory/identity-set.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { type AudioDevice, CLIENTS, CLIENTS_BY_IDENTITY, type ClientFacts, type ClientName } from './clients.ts'
import { drawSeverity } from './draw-metric.ts'
import { type DeviceNetwork, drawNetworkAttachment, type NetworkAttachment } from './network-attachment.ts'
import { type Connection, findNetworkProfile, type NetworkProfileFacts, SERVICE_PROFILE } from './network-profiles.ts'
import { drawParticipantEndpoint } from './participant-endpoint.ts'

/** What one end of a session calls with. It stays the same throughout the session. */
export interface ParticipantDevice {
  readonly client: ClientFacts
  readonly endpoint: JsonObject
  readonly audioDevice: AudioDevice | undefined
  /** Returns the network for a profile name, or the device's default network without a name. */
  network(profile: string | undefined): DeviceNetwork
}

/**
 * Draws a device that supports all networks that the participant had during the session.
 * @param identity `undefined` for the conferencing service that the participants of a group call connect to.
 * @param isApp Whether the participant is an app, also one that joined as a guest.
 */
export function drawParticipantDevice(
  identity: JsonObject | undefined,
  profiles: readonly (string | undefined)[],
  random: Random,
  isApp = false,
): ParticipantDevice {
  const possible = identity ? clientsFor(isApp ? 'application' : soleIdentity(identity)?.kind) : CONFERENCE_CLIENTS
  const suitable = possible.filter((name) =>
    profiles.every((profile) => connectionsFor(CLIENTS[name], profile).length > 0),
  )
  const client: ClientFacts = CLIENTS[random.pick(suitable.length > 0 ? suitable : possible)]
  return {
    client,
    endpoint: drawParticipantEndpoint(identity, client, random),
    audioDevice: client.audioDevices && random.pick(client.audioDevices),
    network: drawNetworks(client, profiles, random),
  }
}

/** Draws a server that media pass through, such as the mediation server. */
export function drawServiceDevice(name: ClientName, random: Random): ParticipantDevice {
  const client: ClientFacts = CLIENTS[name]
  const endpoint = drawParticipantEndpoint(undefined, client, random)
  return { client, endpoint, audioDevice: undefined, network: drawNetworks(client, [], random) }
}

function clientsFor(kind = 'user'): readonly ClientName[] {
  return CLIENTS_BY_IDENTITY[kind] ?? ['windows']
}

const CONFERENCE_CLIENTS = ['conference'] as const satisfies readonly ClientName[]

/** A device that returns to a kind of connection gets the same attachment again: same addresses, same adapter. */
function drawNetworks(
  client: ClientFacts,
  profiles: readonly (string | undefined)[],
  random: Random,
): ParticipantDevice['network'] {
  const attachments = new Map<Connection, NetworkAttachment>()
  const draw = (profile: string | undefined): DeviceNetwork => {
    const possible = connectionsFor(client, profile)
    const connection = possible.find((known) => attachments.has(known)) ?? possible[0] ?? client.connections[0]
    const attachment = attachments.get(connection) ?? drawNetworkAttachment(client, connection, random)
    attachments.set(connection, attachment)
    return { profile: profileOf(client, profile), attachment, severity: drawSeverity(random) }
  }
  const networks = new Map([...new Set(profiles)].map((profile) => [profile, draw(profile)]))
  const defaultNetwork = networks.get(undefined) ?? draw(undefined)
  return (profile) => networks.get(profile) ?? defaultNetwork
}

/** The connections that both the client and the network support, in the client's order of preference. */
function connectionsFor(client: ClientFacts, profile: string | undefined): readonly Connection[] {
  const { connections } = profileOf(client, profile)
  return client.connections.filter((connection) => connections.includes(connection))
}

function profileOf({ userAgent }: ClientFacts, profile: string | undefined): NetworkProfileFacts {
  return findNetworkProfile(profile, 'role' in userAgent ? SERVICE_PROFILE : DEFAULT_NETWORK_PROFILE)
}
