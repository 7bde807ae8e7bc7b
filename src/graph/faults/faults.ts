import * as v from 'valibot'
import type { Random } from '../../engine/chance/random.ts'
import type { Stateful } from '../../engine/stateful.ts'
import { parseDuration } from '../../engine/time/duration.ts'
import { check, checkRestored } from '../../engine/validation.ts'
import { matchesPath } from './fault-path.ts'
import type { FaultRule } from './fault-rule.ts'
import { endingsOf } from './fault-rule-schema.ts'

/** Fault injection: requests fail, or their responses are delayed, as the rules say. There are no rules at first. */
export interface Faults {
  /**
   * Adds a rule. Of several rules that end a request, only the one that was added first applies.
   * @returns a function that removes the rule.
   * @throws TypeError that names each invalid member, its value and what is allowed; also for a rule that no request can match.
   */
  add(rule: FaultRule): () => void
  /** Removes the rule of that name, if there is one. */
  remove(name: string): void
  clear(): void
}

/** A rule in force: its `times` says how many requests are left. */
export type NamedRule = FaultRule & { readonly name: string }

/** The rules that apply to a request. */
export interface FaultMatch {
  /** The names of the rules. */
  readonly rules: readonly string[]
  readonly latencyMs: number
  /** The rule that ends the request, if one does. */
  readonly ending: NamedRule | undefined
}

/** The rules, as the pipeline applies them. Its state is the rules in force. */
export interface FaultInjector extends Faults, Stateful<readonly NamedRule[]> {
  /**
   * Finds the rules that apply to a request, and counts them as used.
   * @param segments The path of the request, below the base segment.
   * @param inBatch Whether the request is part of a batch.
   */
  match(method: string, segments: readonly string[], inBatch: boolean): FaultMatch | undefined
}

/** @param schema The schema of the rules that some request can match. */
export function createFaults({ chance }: Pick<Random, 'chance'>, schema: v.GenericSchema<FaultRule>): FaultInjector {
  let rules: readonly NamedRule[] = []
  let count = 0

  const freeName = () => {
    do count += 1
    while (rules.some(({ name }) => name === `fault ${count}`))
    return `fault ${count}`
  }
  const remove: Faults['remove'] = (name) => {
    rules = rules.filter((rule) => rule.name !== name)
  }

  return {
    add(given) {
      const rule: FaultRule = check(schema, given, 'emulator.faults.add')
      const name = rule.name ?? freeName()
      remove(name)
      rules = [...rules, { ...rule, name }]
      return () => remove(name)
    },
    remove,
    clear() {
      rules = []
    },
    match(method, segments, inBatch) {
      let ending: NamedRule | undefined
      const applied = rules.filter((rule) => {
        const isEnding = endingsOf(rule).length > 0
        // A request ends once: the probability of a second ending is not drawn.
        if ((isEnding && ending) || !isMatch(rule, method, segments) || (inBatch && !rule.error)) return false
        if (rule.probability !== undefined && !chance(rule.probability)) return false
        if (isEnding) ending = rule
        return true
      })
      if (applied.length === 0) return undefined
      rules = rules.flatMap((rule) => (applied.includes(rule) ? usedOnce(rule) : [rule]))
      return { rules: applied.map(({ name }) => name), latencyMs: inBatch ? 0 : sumOfLatencies(applied), ending }
    },
    state: () => rules,
    check(kept) {
      checkRestored('faults', v.array(v.any()), kept)
      const named = v.pipe(
        schema,
        v.check(({ name }) => name !== undefined, "Expected a rule with a 'name'"),
      )
      for (const [index, rule] of kept.entries()) {
        if (!rules.includes(rule)) checkRestored(`faults[${index}]`, named, rule)
      }
      return kept
    },
    moveTo(to) {
      rules = to
    },
  }
}

function isMatch({ match }: FaultRule, method: string, segments: readonly string[]): boolean {
  const { method: wanted, path } = match ?? {}
  const isMethod = wanted === undefined || wanted === (method === 'HEAD' ? 'GET' : method)
  return isMethod && (path === undefined || matchesPath(path, segments))
}

function sumOfLatencies(rules: readonly FaultRule[]): number {
  return rules.reduce((sum, { latency = 0 }) => sum + parseDuration(latency, 'latency'), 0)
}

function usedOnce(rule: NamedRule): NamedRule[] {
  if (rule.times === undefined) return [rule]
  return rule.times > 1 ? [{ ...rule, times: rule.times - 1 }] : []
}
