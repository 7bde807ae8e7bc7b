import { createIds } from '../chance/ids.ts'
import type { Random } from '../chance/random.ts'
import type { Message, Notification } from './notification.ts'

/** How notifications are delayed, reordered, duplicated and dropped. */
export interface DeliveryRules {
  /** The range of delays, both ends included. Each notification draws its own. */
  readonly delayMs: { readonly min: number; readonly max: number }
  /** Whether up to {@link SHUFFLE_WINDOW_MS} is added to each delay, so that notifications overtake each other. */
  readonly shuffle: boolean
  /** The probability that a notification is sent twice. */
  readonly duplicate: number
  /** The probability that a notification is not sent. */
  readonly drop: number
}

/**
 * How far out of order notifications may arrive when shuffled. Graph does not say how far: the emulator's choice is wide
 * enough that the notification of `established` may arrive before that of `establishing` for a call answered after 2 s.
 * @see https://learn.microsoft.com/graph/api/application-post-calls (notifications of example 1)
 */
const SHUFFLE_WINDOW_MS = 5_000

export interface DeliveryPlan {
  readonly message: Message
  /** When each copy is sent, in milliseconds after the decision. Empty for a dropped notification. */
  readonly delaysMs: readonly number[]
}

/**
 * Creates the function that plans the delivery of each notification. The id is drawn from `random`, everything else from a
 * fork that depends on the id alone: enabling one rule changes neither ids nor what another rule draws.
 */
export function createDeliveryPlanner(
  rules: DeliveryRules,
  random: Random,
): (notification: Notification) => DeliveryPlan {
  const ids = createIds(random)
  return (notification) => {
    const id = ids.guid()
    return { message: { ...notification, id }, delaysMs: drawDelays(rules, () => random.fork(id)) }
  }
}

function drawDelays({ delayMs, shuffle, duplicate, drop }: DeliveryRules, fork: () => Random): readonly number[] {
  if (delayMs.max === 0 && !shuffle && duplicate === 0 && drop === 0) return AT_ONCE
  const { chance, int } = fork()
  // Everything is drawn in this order whatever the rules, so that enabling one rule does not shift the draws of another.
  const isDropped = chance(drop)
  const isDuplicated = chance(duplicate)
  const extra = [int(0, SHUFFLE_WINDOW_MS), int(0, SHUFFLE_WINDOW_MS)]
  const delays = extra.map((extraMs) => int(delayMs.min, delayMs.max) + (shuffle ? extraMs : 0))
  return isDropped ? [] : delays.slice(0, isDuplicated ? 2 : 1)
}

const AT_ONCE = [0]
