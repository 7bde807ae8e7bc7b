/** Where each Graph cloud is, and where its tokens come from. @see https://learn.microsoft.com/graph/deployments */
export const CLOUDS: Readonly<Record<string, string>> = {
  'https://graph.microsoft.com': 'https://login.microsoftonline.com',
  'https://graph.microsoft.us': 'https://login.microsoftonline.us',
  'https://dod-graph.microsoft.us': 'https://login.microsoftonline.us',
  'https://microsoftgraph.chinacloudapi.cn': 'https://login.chinacloudapi.cn',
}

/** Graph's own id, in every cloud. */
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000'

/**
 * The segments below `/communications` that a cloud does not have. Its metadata knows no call records.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-api-overview
 */
const LACKS: readonly { readonly cloud: string; readonly segment: string }[] = [
  { cloud: 'https://microsoftgraph.chinacloudapi.cn', segment: 'callrecords' },
]

/** @returns the segment that the cloud does not have, if it is asked for. */
export function missingIn(serviceRoot: string, [, below]: readonly string[]): string | undefined {
  const isLacking = LACKS.some(
    ({ cloud, segment }) => serviceRoot.startsWith(cloud) && segment === below?.toLowerCase(),
  )
  return isLacking ? below : undefined
}
