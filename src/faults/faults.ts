import * as v from 'valibot'
import type { Random } from '../runtime/random.ts'
import { check } from '../simulation/check.ts'

/** A rule by which requests fail instead of being served. Plain data. */
export interface FaultRule {
  /** The requests it is for; all when left out. */
  readonly match?: {
    readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
    /** What the path starts with, below the base segment: `/communications/calls`. */
    readonly path?: string
  }
  readonly error: {
    readonly status: number
    readonly code: string
    readonly message?: string
    /** Seconds, for the `Retry-After` header. */
    readonly retryAfter?: number
  }
  /** How many requests fail before the rule is used up. Default: no limit. */
  readonly times?: number
  /** How likely a request fails that the rule is for, from 0 to 1, drawn from the seed. Default: 1. */
  readonly probability?: number
}

/** Failures on order. There are none until a rule is added. */
export interface Faults {
  /**
   * @returns a function that takes the rule away again.
   * @throws TypeError that names what is wrong with the rule and what would be right.
   */
  add(rule: FaultRule): () => void
  clear(): void
}

export interface FaultKeeper extends Faults {
  /** The rule that makes this request fail, if one does. It counts as used. */
  strike(method: string, path: string): FaultRule | undefined
  /** The rules in force, with what is left of them. */
  state(): readonly FaultRule[]
  moveTo(rules: readonly FaultRule[]): void
}

const RULE = v.strictObject({
  match: v.exactOptional(
    v.strictObject({
      method: v.exactOptional(v.picklist(['GET', 'POST', 'PATCH', 'DELETE'])),
      path: v.exactOptional(v.pipe(v.string(), v.startsWith('/'))),
    }),
  ),
  error: v.strictObject({
    status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
    code: v.pipe(v.string(), v.minLength(1)),
    message: v.exactOptional(v.string()),
    retryAfter: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  }),
  times: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  probability: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
})

export function createFaults({ chance }: Pick<Random, 'chance'>): FaultKeeper {
  let rules: readonly FaultRule[] = []

  return {
    add(given) {
      const rule: FaultRule = check(RULE, given, 'emulator.faults.add')
      rules = [...rules, rule]
      // The rule may have been used since, and what is left of it is another object.
      const { error } = rule
      return () => {
        rules = rules.filter((other) => other.error !== error)
      }
    },
    clear() {
      rules = []
    },
    strike(method, path) {
      const struck = rules.find(
        (rule) => isFor(rule, method, path) && (rule.probability === undefined || chance(rule.probability)),
      )
      if (struck?.times !== undefined) rules = rules.flatMap((rule) => (rule === struck ? usedUp(rule) : [rule]))
      return struck
    },
    state: () => rules,
    moveTo(to) {
      rules = to
    },
  }
}

function isFor({ match }: FaultRule, method: string, path: string): boolean {
  const { method: wanted = method, path: start = '' } = match ?? {}
  return wanted === method && path.toLowerCase().startsWith(start.toLowerCase())
}

function usedUp(rule: FaultRule): FaultRule[] {
  const left = (rule.times ?? 0) - 1
  return left > 0 ? [{ ...rule, times: left }] : []
}
