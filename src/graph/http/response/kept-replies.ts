import type { Reply } from '../../endpoint/define.ts'

/**
 * @param basis What the reply follows from, besides what was asked.
 * @param asked All of the request that the reply depends on.
 * @returns the very reply that the same was given before, while it is kept.
 */
export type KeepReply = (basis: object, asked: string, make: () => Reply) => Reply

/** Creates what knows the latest replies again: apps ask again for what they show. */
export function createReplyKeeper(): KeepReply {
  const kept = new WeakMap<object, Map<string, Reply>>()
  return (basis, asked, make) => {
    const replies = kept.get(basis) ?? new Map<string, Reply>()
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
