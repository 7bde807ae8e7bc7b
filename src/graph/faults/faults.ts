import type { Random } from '../../engine/chance/random.ts'
import type { Stateful } from '../../engine/stateful.ts'
import { parseDuration } from '../../engine/time/duration.ts'
import { check } from '../../engine/validation.ts'
import type { FaultRule } from './fault-rule.ts'
import { endingsOf, FAULT_RULE } from './fault-rule-schema.ts'

/** Failures on order. There are none until a rule is added. */
export interface Faults {
  /**
   * Of several rules that would end a request, the one that was added first does.
   * @returns a function that takes the rule away again.
   * @throws TypeError that names what is wrong with the rule and what would be right.
   */
  add(rule: FaultRule): () => void
  /** Takes the rule of that name away. One that is not there, or was used up, is no mistake. */
  remove(name: string): void
  clear(): void
}

/** A rule in force: what is left of it. */
export type NamedRule = FaultRule & { readonly name: string }

/** What becomes of a request. */
export interface FaultMatch {
  /** The names of the rules that struck. */
  readonly rules: readonly string[]
  readonly latencyMs: number
  /** The rule that says how it ends, if it does not end well. */
  readonly ending: NamedRule | undefined
}

/** Its state is the rules in force. */
export interface FaultInjector extends Faults, Stateful<readonly NamedRule[]> {
  /** What the rules do to this request, if anything. Those that do count as used. @param inBatch It came in a batch. */
  match(method: string, path: string, inBatch: boolean): FaultMatch | undefined
}

export function createFaults({ chance }: Pick<Random, 'chance'>): FaultInjector {
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
      const rule: FaultRule = check(FAULT_RULE, given, 'emulator.faults.add')
      const name = rule.name ?? freeName()
      remove(name)
      rules = [...rules, { ...rule, name }]
      return () => remove(name)
    },
    remove,
    clear() {
      rules = []
    },
    match(method, path, inBatch) {
      let ending: NamedRule | undefined
      const struck = rules.filter((rule) => {
        const isEnding = endingsOf(rule).length > 0
        // A request ends once. What would end it again is not even drawn.
        if ((isEnding && ending) || !isFor(rule, method, path) || (inBatch && !rule.error)) return false
        if (rule.probability !== undefined && !chance(rule.probability)) return false
        if (isEnding) ending = rule
        return true
      })
      if (struck.length === 0) return undefined
      rules = rules.flatMap((rule) => (struck.includes(rule) ? usedOnce(rule) : [rule]))
      return { rules: struck.map(({ name }) => name), latencyMs: inBatch ? 0 : sumOfLatencies(struck), ending }
    },
    state: () => rules,
    check(kept) {
      if (!Array.isArray(kept)) throw new TypeError("emulator.restore: 'faults' is not a list of rules.")
      for (const [index, rule] of kept.entries()) {
        if (!rules.includes(rule)) check(FAULT_RULE, rule, `emulator.restore: 'faults[${index}]'`)
      }
    },
    moveTo(to) {
      rules = to
    },
  }
}

function isFor({ match }: FaultRule, method: string, path: string): boolean {
  const { method: wanted, path: start = '' } = match ?? {}
  const isMethod = wanted === undefined || wanted === (method === 'HEAD' ? 'GET' : method)
  return isMethod && path.toLowerCase().startsWith(start.toLowerCase())
}

function sumOfLatencies(rules: readonly FaultRule[]): number {
  return rules.reduce((sum, { latency = 0 }) => sum + parseDuration(latency, 'latency'), 0)
}

function usedOnce(rule: NamedRule): NamedRule[] {
  if (rule.times === undefined) return [rule]
  return rule.times > 1 ? [{ ...rule, times: rule.times - 1 }] : []
}
