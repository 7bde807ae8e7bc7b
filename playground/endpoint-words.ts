import type { CallRecords } from '@microsoft/microsoft-graph-types'

/** An end of a session or segment: somebody with a device, or a service. */
export type Endpoint = CallRecords.ParticipantEndpoint | null | undefined

export const NOBODY = 'Unknown'

/** Somebody by name, a phone by number. */
export function endpointName(endpoint: Endpoint): string {
  const identity = endpoint?.associatedIdentity
  return identity?.displayName ?? identity?.id ?? NOBODY
}

/** A client names its platform, a service its role. */
export function clientOf(endpoint: Endpoint): string {
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

export function toModalityWords(modalities: readonly string[] | null | undefined): string {
  return (modalities ?? []).map((modality) => MODALITIES[modality] ?? modality).join(', ')
}

const MODALITIES: Readonly<Record<string, string>> = {
  audio: 'Audio',
  video: 'Video',
  videoBasedScreenSharing: 'Screen sharing',
  screenSharing: 'Screen sharing',
  data: 'Data',
}
