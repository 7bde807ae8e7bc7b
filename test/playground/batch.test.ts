import { describe, expect, it, vi } from 'vitest'
import { type Post, patiently, readBatch } from '../../playground/call-quality/batch.ts'
import { GraphFailure } from '../../playground/graph-request.ts'

type Found = { readonly of?: string }

/** Graph, that is too busy for some addresses for so many times. */
function busyFor(times: Readonly<Record<string, number>>, retryAfter: Readonly<Record<string, string>> = {}) {
  const left = new Map(Object.entries(times))
  const asked: string[][] = []
  const post: Post<Found> = async ({ requests }) => {
    asked.push(requests.map(({ url }) => url))
    return {
      responses: requests.map(({ id }) => {
        const rest = left.get(id) ?? 0
        left.set(id, rest - 1)
        if (rest <= 0) return { id, status: 200, body: { of: id } }
        const headers = { 'Retry-After': retryAfter[id] ?? '1' }
        return { id, status: 429, headers, body: { error: { message: 'Wait.' } } }
      }),
    }
  }
  return { post, asked }
}

describe('a batch', () => {
  it('asks again for what Graph was too busy for, and for nothing else, when Graph says', async () => {
    const pause = vi.fn(async () => {})
    const { post, asked } = busyFor({ b: 1, c: 2 }, { b: '3', c: '7' })
    const answers = await readBatch(['a', 'b', 'c'], post, pause)
    expect(asked).toEqual([['a', 'b', 'c'], ['b', 'c'], ['c']])
    expect(pause.mock.calls).toEqual([[7_000], [7_000]])
    expect([...answers]).toEqual([
      ['a', { of: 'a' }],
      ['b', { of: 'b' }],
      ['c', { of: 'c' }],
    ])
  })

  it('gives up after five times, in Graph’s words', async () => {
    const { post, asked } = busyFor({ a: Number.POSITIVE_INFINITY })
    const answers = await readBatch(['a'], post, async () => {})
    expect(asked).toHaveLength(5)
    expect(answers.get('a')).toMatchObject({ status: 429, message: 'Wait.' })
  })
})

describe('a single request', () => {
  it('is sent again when Graph was too busy, and not for another reason', async () => {
    const pause = vi.fn(async () => {})
    const send = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(new GraphFailure(429, {}, 4_000))
      .mockResolvedValue('done')
    await expect(patiently(send, pause)).resolves.toBe('done')
    expect(pause.mock.calls).toEqual([[4_000]])

    const refused = vi.fn<() => Promise<string>>().mockRejectedValue(new GraphFailure(403, { code: 'Forbidden' }))
    await expect(patiently(refused, pause)).rejects.toMatchObject({ code: 'Forbidden' })
    expect(refused).toHaveBeenCalledTimes(1)
  })
})
