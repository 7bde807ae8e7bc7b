/** Where each Graph cloud is, and where its tokens come from. @see https://learn.microsoft.com/graph/deployments */
export const CLOUDS: Readonly<Record<string, string>> = {
  'https://graph.microsoft.com': 'https://login.microsoftonline.com',
  'https://graph.microsoft.us': 'https://login.microsoftonline.us',
  'https://dod-graph.microsoft.us': 'https://login.microsoftonline.us',
  'https://microsoftgraph.chinacloudapi.cn': 'https://login.chinacloudapi.cn',
}

/** Graph's own id, in every cloud. */
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000'
