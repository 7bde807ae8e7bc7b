/** Requests as an app sends them. */
export const GRAPH = 'https://graph.microsoft.com/v1.0/communications'
export const CALLBACK = 'https://bot.contoso.com/calls'

const mediaConfig = { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' }

export const NEW_CALL = withBody({
  '@odata.type': '#microsoft.graph.call',
  callbackUri: CALLBACK,
  targets: [
    {
      '@odata.type': '#microsoft.graph.invitationParticipantInfo',
      identity: {
        '@odata.type': '#microsoft.graph.identitySet',
        user: {
          '@odata.type': '#microsoft.graph.identity',
          id: '112f7296-5fa4-42ca-bae8-6a692b15d4b8',
          displayName: 'Adele Vance',
        },
      },
    },
  ],
  requestedModalities: ['audio'],
  mediaConfig,
})

export const ANSWER = withBody({ callbackUri: CALLBACK, acceptedModalities: ['audio'], mediaConfig })
export const DELETE: RequestInit = { method: 'DELETE' }

export function withBody(body: unknown, method = 'POST'): RequestInit {
  return { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}

/** @throws Error for a response without success, which would be fast and distort the measurement. */
export async function succeed(pending: Response | Promise<Response>): Promise<Response> {
  const response = await pending
  if (response.ok) return response
  throw new Error(`a request got ${response.status}: ${await response.text()}`)
}
