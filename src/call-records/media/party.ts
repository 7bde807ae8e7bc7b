import { soleIdentity } from '../../directory/identity-set.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { type AudioDevice, CLIENTS, CLIENTS_OF, type ClientFacts, type ClientName } from './clients.ts'
import { drawSeverity } from './draw.ts'
import { drawLink, type Link } from './link.ts'
import {
  type Connection,
  DEFAULT_PROFILE,
  type NetworkProfileFacts,
  networkProfile,
  SERVICE_PROFILE,
} from './network-profiles.ts'
import { drawEndpoint } from './participant-endpoint.ts'

/** One end of a session, and what it calls with: the same throughout the session. */
export interface Party {
  readonly client: ClientFacts
  readonly endpoint: JsonObject
  readonly audioDevice: AudioDevice | undefined
  /** The network that goes by a profile's name; without a name, the one that the party has by itself. */
  network(profile: string | undefined): PartyNetwork
}

export interface PartyNetwork {
  readonly profile: NetworkProfileFacts
  readonly link: Link
  /** How severe what the network does is in this leg, in thousandths. */
  readonly severity: number
}

/**
 * Draws what a participant calls with: something that can have all the networks it had.
 * @param identity `undefined` stands for the service that a group call's participants are connected to.
 */
export function drawParty(
  identity: JsonObject | undefined,
  profiles: readonly (string | undefined)[],
  random: Random,
): Party {
  const possible = identity ? (CLIENTS_OF[soleIdentity(identity)?.kind ?? 'user'] ?? UNKNOWN_CLIENTS) : SERVICE_CLIENTS
  const fitting = possible.filter((name) =>
    profiles.every((profile) => connectionsFor(CLIENTS[name], profile).length > 0),
  )
  const client: ClientFacts = CLIENTS[random.pick(fitting.length > 0 ? fitting : possible)]
  return {
    client,
    endpoint: drawEndpoint(identity, client, random),
    audioDevice: client.audioDevices && random.pick(client.audioDevices),
    network: drawNetworks(client, profiles, random),
  }
}

/** Draws a server that calls lead through. */
export function drawService(name: ClientName, random: Random): Party {
  const client: ClientFacts = CLIENTS[name]
  const endpoint = drawEndpoint(undefined, client, random)
  return { client, endpoint, audioDevice: undefined, network: drawNetworks(client, [], random) }
}

const UNKNOWN_CLIENTS = ['windows'] as const satisfies readonly ClientName[]
const SERVICE_CLIENTS = ['conference'] as const satisfies readonly ClientName[]

/** A party that comes back to a kind of connection comes back to the same network. */
function drawNetworks(
  client: ClientFacts,
  profiles: readonly (string | undefined)[],
  random: Random,
): Party['network'] {
  const links = new Map<Connection, Link>()
  const draw = (profile: string | undefined): PartyNetwork => {
    const possible = connectionsFor(client, profile)
    const connection = possible.find((known) => links.has(known)) ?? possible[0] ?? client.connections[0]
    const link = links.get(connection) ?? drawLink(client, connection, random)
    links.set(connection, link)
    return { profile: profileOf(client, profile), link, severity: drawSeverity(random) }
  }
  const networks = new Map([...new Set(profiles)].map((profile) => [profile, draw(profile)]))
  const own = networks.get(undefined) ?? draw(undefined)
  return (profile) => networks.get(profile) ?? own
}

/** The connections that a client has and a network can be had over, in the client's order. */
function connectionsFor(client: ClientFacts, profile: string | undefined): readonly Connection[] {
  const { connections } = profileOf(client, profile)
  return client.connections.filter((connection) => connections.includes(connection))
}

function profileOf({ userAgent }: ClientFacts, profile: string | undefined): NetworkProfileFacts {
  return networkProfile(profile, 'role' in userAgent ? SERVICE_PROFILE : DEFAULT_PROFILE)
}
