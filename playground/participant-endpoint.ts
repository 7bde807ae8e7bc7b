import type { CallRecords } from '@microsoft/microsoft-graph-types'

/** The caller or callee of a session or segment: a person's device, or a service. */
export type Endpoint = CallRecords.ParticipantEndpoint | null | undefined

export const UNKNOWN_NAME = 'Unknown'

/** The display name of a person, or the number of a phone. */
export function endpointName(endpoint: Endpoint): string {
  const identity = endpoint?.associatedIdentity
  return identity?.displayName ?? identity?.id ?? UNKNOWN_NAME
}

/** The platform of a person's client, or the role of a service. */
export function endpointClient(endpoint: Endpoint): string {
  const userAgent: (CallRecords.ClientUserAgent & CallRecords.ServiceUserAgent) | null | undefined = endpoint?.userAgent
  const { platform, role } = userAgent ?? {}
  if (platform && platform !== 'unknown') return PLATFORMS[platform] ?? platform
  return role ? (ROLES[role] ?? role) : 'Unknown client'
}

const PLATFORMS: Readonly<Record<string, string>> = {
  windows: 'Teams on Windows',
  macOS: 'Teams on macOS',
  iOS: 'Teams on iOS',
  android: 'Teams on Android',
  web: 'Teams on the web',
  ipPhone: 'Desk phone',
  roomSystem: 'Teams room',
}
const ROLES: Readonly<Record<string, string>> = {
  customBot: 'Calling app',
  mediaController: 'Teams service',
  mediationServer: 'Mediation server',
  gateway: 'Telephone network',
}

export function formatModalities(modalities: readonly string[] | null | undefined): string {
  return (modalities ?? []).map((modality) => MODALITIES[modality] ?? modality).join(', ')
}

const MODALITIES: Readonly<Record<string, string>> = {
  audio: 'Audio',
  video: 'Video',
  videoBasedScreenSharing: 'Screen sharing',
  screenSharing: 'Screen sharing',
  data: 'Data',
}
