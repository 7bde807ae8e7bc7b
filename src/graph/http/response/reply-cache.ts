import type { EndpointReply } from '../../endpoint/endpoint.ts'

/**
 * @param basis What the reply follows from, besides what was asked.
 * @param asked All of the request that the reply depends on.
 * @returns the very reply that the same was given before, while it is kept.
 */
export type ReplyCache = (basis: object, asked: string, make: () => EndpointReply) => EndpointReply

/** Creates what knows the latest replies again: apps ask again for what they show. */
export function createReplyCache(): ReplyCache {
  const kept = new WeakMap<object, Map<string, EndpointReply>>()
  return (basis, asked, make) => {
    const replies = kept.get(basis) ?? new Map<string, EndpointReply>()
    kept.set(basis, replies)
    const known = replies.get(asked)
    if (known) return known
    const reply = make()
    if (replies.size >= REPLIES_KEPT) replies.clear()
    replies.set(asked, reply)
    return reply
  }
}

/** With its text, a page of 60 call records has about 50 KB. */
const REPLIES_KEPT = 32
