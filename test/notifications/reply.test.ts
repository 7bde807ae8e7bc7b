import { describe, expect, it } from 'vitest'
import { createRecordReader } from '../../src/call-records/record-reader.ts'
import { createDispatcher, type DispatchRules } from '../../src/notifications/dispatch.ts'
import { createOutbox, type Deliver, type Reply } from '../../src/notifications/outbox.ts'
import { createClock } from '../../src/runtime/clock.ts'
import { createIds } from '../../src/runtime/ids.ts'
import { createRandom } from '../../src/runtime/random.ts'
import { DEFAULT_DIRECTORY } from '../../src/simulation/directory.ts'
import { createEngine, type Engine } from '../../src/simulation/engine.ts'
import type { Notification, ReplyTo } from '../../src/store/notification.ts'
import { createWorldStore } from '../../src/store/store.ts'
import { createTrace } from '../../src/trace/trace.ts'

const QUESTION: Notification = {
  url: 'https://bot.contoso.com/callback',
  body: { question: 'Does your policy let them join?' },
  replyTo: { callId: 'a call', participantId: 'somebody' },
}
const ECHO: Notification = { url: QUESTION.url, body: { echo: true } }

/** An engine that answers each reply by telling of it, and what it was told. */
function setupEngine(deliver: Deliver, rules: Partial<DispatchRules> = {}) {
  const random = createRandom(7)
  const deliveryRandom = random.fork('deliveries')
  const trace = createTrace()
  const replies: [ReplyTo, Reply | undefined][] = []
  const store = createWorldStore()
  const outbox = createOutbox({
    deliver,
    note: (note) => trace.note(clock.now(), note),
    replied: (...reply) => engine.reply(...reply),
  })
  const { clock, schedule } = createClock('manual', {
    pending: (sequence) => store.world().pending.get(sequence),
    run: (event) => engine.happen(event),
    settled: outbox.settled,
    onError: () => {},
  })
  const engine: Engine = createEngine({
    store,
    now: clock.now,
    wakeFor: schedule,
    ids: createIds(random),
    random,
    deliveryRandom,
    dispatch: createDispatcher(
      { delayMs: { min: 0, max: 0 }, shuffle: false, duplicate: 0, drop: 0, ...rules },
      deliveryRandom,
    ),
    settings: {
      directory: DEFAULT_DIRECTORY,
      callbackUri: undefined,
      recordLatencyMs: 0,
      records: createRecordReader(random.fork),
      randomOf: random.fork,
      trunkOf: () => undefined,
      scenarios: () => [],
    },
    outbox,
    trace,
    onReply(moment, ...reply) {
      replies.push(reply)
      moment.tell(ECHO)
    },
  })
  const ask = () => engine.decide((moment) => moment.tell(QUESTION))
  return { clock, engine, trace, replies, ask }
}

/** Replys the question; what follows from that is taken without a word. */
const answering = (answer: () => Response) => async (request: Request) =>
  (await request.json()).echo ? undefined : answer()

describe('the reply to a notification that somebody waits for', () => {
  it.each<[what: string, answer: () => Response, expected: Reply]>([
    ['JSON', () => Response.json({ accept: true }), { status: 200, body: { accept: true } }],
    ['no body', () => new Response(null, { status: 202 }), { status: 202, body: undefined }],
    ['something else', () => new Response('<p>Hello</p>'), { status: 200, body: undefined }],
    ['a refusal', () => Response.json({ error: 'no' }, { status: 403 }), { status: 403, body: { error: 'no' } }],
  ])('comes back as a decision: %s', async (_, answer, expected) => {
    const { clock, replies, ask } = setupEngine(answering(answer))
    ask()
    await clock.advance(0)
    expect(replies).toEqual([[QUESTION.replyTo, expected]])
  })

  it.each<[what: string, deliver: Deliver, rules?: Partial<DispatchRules>]>([
    ['nobody receives it', 'none'],
    [
      'its receiver fails',
      answering(() => {
        throw new Error('mine')
      }),
    ],
    ['it is dropped', answering(() => Response.json({})), { drop: 1 }],
  ])('is nothing when %s', async (_, deliver, rules) => {
    const { clock, replies, ask } = setupEngine(deliver, rules)
    ask()
    await clock.advance(0)
    expect(replies).toEqual([[QUESTION.replyTo, undefined]])
  })

  it('is waited for when time is moved, and so is all that the decision tells', async () => {
    const slowly = answering(() => Response.json({ accept: true }))
    const { clock, trace, ask } = setupEngine(async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      return slowly(request)
    })
    ask()
    await clock.advance('1s')
    expect(trace.of('notification').map(({ body }) => body)).toEqual([QUESTION.body, ECHO.body])
    expect(trace.of('delivery').map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered'])
  })

  it('comes when the notification was delayed, too, and once for each copy', async () => {
    const { clock, replies, ask } = setupEngine(
      answering(() => Response.json({ accept: true })),
      { delayMs: { min: 1_000, max: 1_000 }, duplicate: 1 },
    )
    ask()
    await clock.advance('999ms')
    expect(replies).toEqual([])
    await clock.advance('1ms')
    expect(replies).toEqual(Array(2).fill([QUESTION.replyTo, { status: 200, body: { accept: true } }]))
  })
})

it('a decision that fails draws nothing for what it would have told', async () => {
  const idsOf = async (spoil: boolean) => {
    const { engine, trace, ask } = setupEngine('none', { drop: 0.5 })
    const fail = () =>
      engine.decide((moment) => {
        moment.tell(ECHO)
        throw new Error('mine')
      })
    if (spoil) expect(fail).toThrow('mine')
    ask()
    return trace.of('delivery').map(({ id, outcome }) => [id, outcome])
  }
  expect(await idsOf(true)).toEqual(await idsOf(false))
})
