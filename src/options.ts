import * as v from 'valibot'
import { ALONE_LIMIT_MS } from './calls/lifecycle/limits.ts'
import type { RecordLatency } from './calls/record-plan.ts'
import { parseLatency, recordLatency } from './calls/record-plan-schema.ts'
import { DEFAULT_DIRECTORY, type Directory } from './directory/directory.ts'
import { phoneNumberSchema } from './directory/phone-number.ts'
import type { DeliveryRules } from './engine/delivery/delivery-plan.ts'
import type { Deliver } from './engine/delivery/receivers.ts'
import type { ClockOption } from './engine/time/clock.ts'
import { toClockState } from './engine/time/clock-option.ts'
import { type Duration, parseDuration } from './engine/time/duration.ts'
import { characters, duration, formatIssues, members, text } from './engine/validation.ts'
import { formatValue } from './engine/values/format-value.ts'
import { problemsOf } from './engine/values/problems-of.ts'
import type { FaultRule } from './graph/faults/fault-rule.ts'
import type { Auth } from './graph/http/auth/authenticate.ts'
import { CLOUDS } from './graph/http/request/clouds.ts'
import { faultRule } from './modules.ts'
import { checkScenario } from './scenarios/language/check-scenario.ts'
import type { Scenario } from './scenarios/language/scenario.ts'

export interface EmulatorOptions {
  /** The seed of all random numbers: the same seed, options and requests give the same bytes. Default: 1. */
  readonly seed?: number | string
  /**
   * `'real'` (default): the wall clock's time. `'manual'`: the clock starts at 2026-01-05T09:00:00Z and moves only with
   * `emulator.clock`. `{ start, rate }`: it starts at `start` and runs `rate` times as fast as the wall clock.
   */
  readonly clock?: ClockOption
  /** What the other participants do: the first scenario that matches a call. Outgoing calls without one are answered after 2 s. */
  readonly scenarios?: readonly Scenario[]
  /** The tenant: users, people from outside, app, trunks and meetings. Each member defaults to that of a sample tenant. */
  readonly directory?: Partial<Directory>
  /** The URL that is notified of incoming calls: the bot's calling webhook. */
  readonly callbackUri?: string
  /** Whether requests need a bearer token, and which. Default: `'optional'`. */
  readonly auth?: Auth
  /** Rules that make requests fail or delay their responses, as for `emulator.faults.add`. Default: none. */
  readonly faults?: readonly FaultRule[]
  /**
   * `'graph'`: an app that exceeds Graph's published limits for requests or calls gets 429 with a `Retry-After`, by the
   * emulator's clock. Default: `'off'`.
   * @see https://learn.microsoft.com/graph/throttling-limits
   */
  readonly throttle?: 'graph' | 'off'
  /** The origins whose requests the emulator answers. Default: those of all Graph clouds. */
  readonly hosts?: readonly string[]
  /** Whether the emulator refuses what Graph refuses, below `/v1.0` and `/beta`. Default: true. */
  readonly strict?: boolean
  readonly notifications?: {
    /** Who receives notifications. Default: `'auto'`. */
    readonly deliver?: Deliver
    /** The time from a change until its notification is sent, by the emulator's clock; from a range, drawn for each. Default: 0. */
    readonly delay?: Duration | { readonly min: Duration; readonly max: Duration }
    /** Whether notifications arrive out of order: a random delay of up to five seconds is added to each. Default: false. */
    readonly shuffle?: boolean
    /** The probability that a notification is sent twice, from 0 to 1. Default: 0. */
    readonly duplicate?: number
    /** The probability that a notification is not sent, from 0 to 1. Default: 0. */
    readonly drop?: number
  }
  readonly calls?: {
    /**
     * How long the app stays in a group call or meeting that all others have left, before the call ends with 200/5002.
     * Default: 5 minutes, since Graph documents no time.
     */
    readonly aloneLimit?: Duration
  }
  readonly records?: {
    /**
     * The time from the end of a call until its record can be read: a duration, `'instant'` (default), or as Graph
     * documents it `'typical'` (30 minutes) or `'worst'` (150 minutes).
     */
    readonly latency?: RecordLatency
    /** Whether records contain the routes that packets took, which Graph collects only for its support. Default: false. */
    readonly traceRoutes?: boolean
    /** Whether call records can be written, as in the first drafts of the API; otherwise 405, as today. Default: true. */
    readonly writable?: boolean
  }
  readonly trace?: {
    /** The number of entries that the trace keeps; older ones are dropped. Default: 10,000. */
    readonly size?: number
  }
  /**
   * Called with each error that no request or method call reports: a step that a scenario could not take, with the
   * scenario's name, a scheduled event that failed, or a `populate` that generated no call. The emulator continues, and the
   * trace contains the error of a step or an event, too.
   * Default: a warning in the console.
   */
  readonly onError?: (error: Error) => void
  /** Keeps the last `depth` changes of a call's state, so that `emulator.undo` can go back to them. Default: none are kept. */
  readonly timeTravel?: { readonly depth: number }
}

/** The options, complete. */
export interface CompleteOptions {
  readonly seed: number | string
  readonly clock: ClockOption
  readonly scenarios: readonly Scenario[]
  readonly directory: Directory
  readonly callbackUri: string | undefined
  readonly auth: Auth
  readonly faults: readonly FaultRule[]
  readonly throttle: 'graph' | 'off'
  readonly hosts: readonly string[]
  readonly strict: boolean
  readonly deliver: Deliver
  readonly delivery: DeliveryRules
  readonly aloneLimitMs: number
  readonly recordLatencyMs: number
  readonly traceRoutes: boolean
  readonly recordsWritable: boolean
  readonly traceSize: number
  readonly onError: (error: Error) => void
  readonly timeTravelDepth: number | undefined
}

const DEFAULT_TRACE_SIZE = 10_000

const app = members({
  id: text,
  displayName: characters,
  instanceId: v.exactOptional(text),
  phoneNumber: v.exactOptional(phoneNumberSchema),
})
const user = v.pipe(
  members({
    id: text,
    displayName: v.exactOptional(characters),
    userPrincipalName: v.exactOptional(text),
    tenantId: v.exactOptional(text),
    guest: v.exactOptional(v.literal(true)),
  }),
  v.check(
    ({ guest, tenantId, userPrincipalName }) => !guest || (tenantId ?? userPrincipalName) === undefined,
    'Expected a guest without tenantId and userPrincipalName, because guests have no account',
  ),
)

const trunk = members({ name: text, numbers: v.array(phoneNumberSchema), mediaBypass: v.exactOptional(v.boolean()) })

const meeting = members({
  joinMeetingId: text,
  passcode: v.exactOptional(text),
  organizer: v.exactOptional(text),
  subject: v.exactOptional(text),
})

const origin = v.pipe(
  v.string(),
  v.check(isOrigin, ({ input }) => `Expected an origin such as 'https://graph.microsoft.com' but received '${input}'`),
)

const range = v.pipe(
  members({ min: duration, max: duration }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || dataset.issues) return
    const { min, max } = dataset.value
    if (parseDuration(min, 'min') <= parseDuration(max, 'max')) return
    addIssue({ message: `Expected min to be no longer than max but received ${formatValue(dataset.value)}` })
  }),
)
const delay = v.lazy((value) => (typeof value === 'object' ? range : duration))
const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

const OPTIONS = members({
  seed: v.optional(v.union([v.number(), v.string()])),
  // The clock checks its own option, and scenarios are checked one by one.
  clock: v.optional(v.unknown()),
  scenarios: v.optional(v.array(v.unknown())),
  directory: v.optional(
    members({
      tenantId: v.optional(text),
      app: v.optional(app),
      users: v.optional(v.array(user)),
      trunks: v.optional(v.array(trunk)),
      meetings: v.optional(v.array(meeting)),
    }),
  ),
  callbackUri: v.optional(v.pipe(v.string(), v.url())),
  auth: v.optional(v.picklist(['off', 'optional', 'required', 'permissions'])),
  faults: v.optional(v.array(faultRule)),
  throttle: v.optional(v.picklist(['graph', 'off'])),
  hosts: v.optional(v.pipe(v.array(origin), v.minLength(1, 'Expected at least one origin'))),
  strict: v.optional(v.boolean()),
  notifications: v.optional(
    members({
      deliver: v.optional(v.union([v.picklist(['auto', 'fetch', 'none']), v.function()])),
      delay: v.optional(delay),
      shuffle: v.optional(v.boolean()),
      duplicate: v.optional(probability),
      drop: v.optional(probability),
    }),
  ),
  calls: v.optional(members({ aloneLimit: v.optional(duration) })),
  records: v.optional(
    members({
      latency: v.optional(recordLatency),
      traceRoutes: v.optional(v.boolean()),
      writable: v.optional(v.boolean()),
    }),
  ),
  onError: v.optional(v.function()),
  timeTravel: v.optional(members({ depth: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)) })),
  trace: v.optional(members({ size: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))) })),
})

/** @throws TypeError that names each wrong option, its value and what would be right. */
export function completeOptions(options: EmulatorOptions): CompleteOptions {
  checkOptions(options)
  const { clock = 'real', scenarios = [], callbackUri, notifications, calls, records, trace } = options
  const directory = { ...DEFAULT_DIRECTORY, ...options.directory }
  return {
    seed: options.seed ?? 1,
    clock,
    scenarios,
    directory,
    callbackUri,
    auth: options.auth ?? 'optional',
    faults: options.faults ?? [],
    throttle: options.throttle ?? 'off',
    hosts: options.hosts ?? Object.keys(CLOUDS),
    strict: options.strict ?? true,
    deliver: notifications?.deliver ?? 'auto',
    delivery: toDeliveryRules(notifications),
    aloneLimitMs: parseDuration(calls?.aloneLimit ?? ALONE_LIMIT_MS, 'calls.aloneLimit'),
    recordLatencyMs: parseLatency(records?.latency ?? 'instant', 'records.latency'),
    traceRoutes: records?.traceRoutes ?? false,
    recordsWritable: records?.writable ?? true,
    traceSize: trace?.size ?? DEFAULT_TRACE_SIZE,
    onError: options.onError ?? warn,
    timeTravelDepth: options.timeTravel?.depth,
  }
}

/** Checks all options first, so that one error names everything that is wrong. */
function checkOptions(options: EmulatorOptions): void {
  const { issues } = v.safeParse(OPTIONS, options)
  // The options are not an object.
  if (issues?.some(({ path }) => path === undefined)) throw new TypeError(`createEmulator: ${formatIssues(issues)}`)
  const { clock = 'real', scenarios, callbackUri, directory } = options
  const isReadable = !issues?.some(({ path }) => path?.[0]?.key === 'directory')
  const world = { callbackUri, directory: { ...DEFAULT_DIRECTORY, ...(isReadable && directory) }, faultRule }
  const problems = [
    ...(issues ? [`createEmulator: ${formatIssues(issues)}`] : []),
    ...problemsOf(() => toClockState(clock)),
    ...(Array.isArray(scenarios) ? scenarios : []).flatMap((one) => problemsOf(() => checkScenario(one, world))),
  ]
  if (problems.length > 0) throw new TypeError(problems.join('; '))
}

function warn({ message }: Error): void {
  console.warn('[graph-communications-emulator]', message)
}

function toDeliveryRules({
  delay = 0,
  shuffle,
  duplicate,
  drop,
}: EmulatorOptions['notifications'] = {}): DeliveryRules {
  const { min, max } = typeof delay === 'object' ? delay : { min: delay, max: delay }
  return {
    delayMs: {
      min: parseDuration(min, 'notifications.delay.min'),
      max: parseDuration(max, 'notifications.delay.max'),
    },
    shuffle: shuffle ?? false,
    duplicate: duplicate ?? 0,
    drop: drop ?? 0,
  }
}

function isOrigin(value: string): boolean {
  return URL.parse(value)?.origin === value
}
