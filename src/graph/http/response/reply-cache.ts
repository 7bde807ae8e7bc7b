import type { EndpointReply } from '../../endpoint/endpoint-reply.ts'

/**
 * Caches what apps request again and again: the text of a row, the reply of an endpoint, and the body of that reply. All
 * of it is dropped with the objects that it was made from.
 */
export interface ReplyCache {
  /**
   * The text of a row, created when the row or its place is another one than the last time.
   * @param place What the text depends on besides the row.
   */
  rowText(row: object, place: string, create: () => string): string
  /**
   * The reply of an endpoint.
   * @param key The endpoint's `cacheKey`.
   * @param request What the reply depends on besides the key.
   */
  reply(key: object, request: string, create: () => EndpointReply): EndpointReply
  /** The body of a reply. It is kept only for replies that the cache has returned. */
  body(reply: EndpointReply, create: () => string): string | Uint8Array<ArrayBuffer>
}

export function createReplyCache(): ReplyCache {
  const texts = new WeakMap<object, { readonly place: string; readonly text: string }>()
  const replies = new WeakMap<object, Map<string, EndpointReply>>()
  const bodies = new WeakMap<EndpointReply, Uint8Array<ArrayBuffer> | undefined>()

  return {
    rowText(row, place, create) {
      const known = texts.get(row)
      if (known?.place === place) return known.text
      const text = create()
      texts.set(row, { place, text })
      return text
    },
    reply(key, request, create) {
      const known = replies.get(key) ?? new Map<string, EndpointReply>()
      replies.set(key, known)
      const cached = known.get(request)
      if (cached) return cached
      const reply = create()
      if (known.size >= MAX_REPLIES) known.clear()
      known.set(request, reply)
      bodies.set(reply, undefined)
      return reply
    },
    body(reply, create) {
      const cached = bodies.get(reply)
      if (cached) return cached
      const text = create()
      if (!bodies.has(reply)) return text
      const bytes = new TextEncoder().encode(text)
      bodies.set(reply, bytes)
      return bytes
    },
  }
}

/** The number of replies for one key. With its body, a page of 60 call records has about 50 KB. */
const MAX_REPLIES = 32
