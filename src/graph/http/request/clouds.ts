/** The origin of each Graph cloud, and of the login service that issues its tokens. @see https://learn.microsoft.com/graph/deployments */
export const CLOUDS: Readonly<Record<string, string>> = {
  'https://graph.microsoft.com': 'https://login.microsoftonline.com',
  'https://graph.microsoft.us': 'https://login.microsoftonline.us',
  'https://dod-graph.microsoft.us': 'https://login.microsoftonline.us',
  'https://microsoftgraph.chinacloudapi.cn': 'https://login.chinacloudapi.cn',
}

/** The app id of Microsoft Graph, which is the same in every cloud. */
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000'

/**
 * The segments below `/communications` that a cloud does not have: its metadata has no call records.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-api-overview
 */
const MISSING: readonly { readonly cloud: string; readonly segment: string }[] = [
  { cloud: 'https://microsoftgraph.chinacloudapi.cn', segment: 'callrecords' },
]

/** @returns the requested segment that the cloud does not have, if there is one. */
export function findMissingSegment(serviceRoot: string, [, below]: readonly string[]): string | undefined {
  const isMissing = MISSING.some(
    ({ cloud, segment }) => serviceRoot.startsWith(cloud) && segment === below?.toLowerCase(),
  )
  return isMissing ? below : undefined
}
