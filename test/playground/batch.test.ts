import { describe, expect, it, vi } from 'vitest'
import { type PostBatch, readBatch, withRetries } from '../../playground/call-quality/records/batch.ts'
import { GraphFailure } from '../../playground/graph-request.ts'

type Found = { readonly address?: string }

/** A Graph that throttles each address a number of times. */
function throttling(times: Readonly<Record<string, number>>, retryAfter: Readonly<Record<string, string>> = {}) {
  const left = new Map(Object.entries(times))
  const sent: string[][] = []
  const post: PostBatch<Found> = async ({ requests }) => {
    sent.push(requests.map(({ url }) => url))
    return {
      responses: requests.map(({ id }) => {
        const remaining = left.get(id) ?? 0
        left.set(id, remaining - 1)
        if (remaining <= 0) return { id, status: 200, body: { address: id } }
        const headers = { 'Retry-After': retryAfter[id] ?? '1' }
        return { id, status: 429, headers, body: { error: { message: 'Wait.' } } }
      }),
    }
  }
  return { post, sent }
}

describe('readBatch', () => {
  it('retries only throttled requests, after the longest Retry-After', async () => {
    const pause = vi.fn(async () => {})
    const { post, sent } = throttling({ b: 1, c: 2 }, { b: '3', c: '7' })
    const results = await readBatch(['a', 'b', 'c'], post, pause)
    expect(sent).toEqual([['a', 'b', 'c'], ['b', 'c'], ['c']])
    expect(pause.mock.calls).toEqual([[7_000], [7_000]])
    expect([...results]).toEqual([
      ['a', { address: 'a' }],
      ['b', { address: 'b' }],
      ['c', { address: 'c' }],
    ])
  })

  it('returns Graph’s error after five attempts', async () => {
    const { post, sent } = throttling({ a: Number.POSITIVE_INFINITY })
    const results = await readBatch(['a'], post, async () => {})
    expect(sent).toHaveLength(5)
    expect(results.get('a')).toMatchObject({ status: 429, message: 'Wait.' })
  })
})

describe('withRetries', () => {
  it('retries a throttled request, and no other error', async () => {
    const pause = vi.fn(async () => {})
    const send = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(new GraphFailure(429, {}, 4_000))
      .mockResolvedValue('done')
    await expect(withRetries(send, pause)).resolves.toBe('done')
    expect(pause.mock.calls).toEqual([[4_000]])

    const forbidden = vi.fn<() => Promise<string>>().mockRejectedValue(new GraphFailure(403, { code: 'Forbidden' }))
    await expect(withRetries(forbidden, pause)).rejects.toMatchObject({ code: 'Forbidden' })
    expect(forbidden).toHaveBeenCalledTimes(1)
  })
})
