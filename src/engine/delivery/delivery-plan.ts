import { createIds } from '../chance/ids.ts'
import type { Random } from '../chance/random.ts'
import type { Message, Notification } from './notification.ts'

/** How notifications travel: what may happen to one between its decision and its receiver. */
export interface DeliveryRules {
  /** A delay is drawn from this range, both ends included. */
  readonly delayMs: { readonly min: number; readonly max: number }
  /** Whether up to {@link SHUFFLE_WINDOW_MS} is added to each delay, so that notifications overtake each other. */
  readonly shuffle: boolean
  /** How likely a notification is sent twice, and how likely never. */
  readonly duplicate: number
  readonly drop: number
}

/**
 * How far out of order notifications may arrive when shuffled. Graph says that they may, not how far: this is the
 * emulator's choice, wide enough that a call answered after two seconds may be told as established before establishing.
 * @see https://learn.microsoft.com/graph/api/application-post-calls (notifications of example 1)
 */
const SHUFFLE_WINDOW_MS = 5_000

/** When the copies of a notification are sent. */
export interface DeliveryPlan {
  readonly message: Message
  /** When each copy is sent, in milliseconds after the decision. None: it is dropped. */
  readonly delaysMs: readonly number[]
}

/**
 * Decides what becomes of notifications. Each takes its id from `chance`, and its fate from a chance of its own that
 * depends on the id alone: a rule that is switched on changes no id, and nothing that another rule decides.
 */
export function createDeliveryPlanner(
  rules: DeliveryRules,
  chance: Random,
): (notification: Notification) => DeliveryPlan {
  const ids = createIds(chance)
  return (notification) => {
    const id = ids.guid()
    return { message: { ...notification, id }, delaysMs: drawDelays(rules, () => chance.fork(id)) }
  }
}

function drawDelays({ delayMs, shuffle, duplicate, drop }: DeliveryRules, fate: () => Random): readonly number[] {
  if (delayMs.max === 0 && !shuffle && duplicate === 0 && drop === 0) return AT_ONCE
  const { chance, int } = fate()
  // All is drawn in any case, in this order: which rules are in force does not move the draws of the others.
  const isDropped = chance(drop)
  const isDoubled = chance(duplicate)
  const extra = [int(0, SHUFFLE_WINDOW_MS), int(0, SHUFFLE_WINDOW_MS)]
  const delays = extra.map((extraMs) => int(delayMs.min, delayMs.max) + (shuffle ? extraMs : 0))
  return isDropped ? [] : delays.slice(0, isDoubled ? 2 : 1)
}

const AT_ONCE = [0]
