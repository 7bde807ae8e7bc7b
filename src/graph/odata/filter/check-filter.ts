import type { EdmMember } from '../../edm/edm-type.ts'
import { resolvePath } from '../../edm/resolve-path.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import type { FilterNode, Path } from './filter.ts'
import type { Literal } from './filter-cursor.ts'
import { describeRules, type FilterOperator, type FilterRules } from './filter-rules.ts'
import { EDM_NAMES, literalKindOf } from './literal-kinds.ts'

/**
 * Checks a filter against the type of the filtered items.
 * @param rules Absent: everything that can be parsed is allowed.
 * @throws GraphError for a property that the type does not have, for a literal of another type, and for what the rules
 * do not support.
 */
export function checkFilter(node: FilterNode, typeName: string, rules: FilterRules | undefined): void {
  const count = conditionsIn(node)
  if (count > MAX_CONDITIONS) {
    throw graphErrors.invalidFilter(
      `The node count limit of '${MAX_CONDITIONS}' has been exceeded: there are ${count} conditions.`,
    )
  }
  checkNode(node, { rules, variables: [{ name: undefined, type: typeName, prefix: '' }] })
}

/**
 * The maximum number of conditions in a filter, which limits the time of a request. Graph documents none: this is the default
 * of OData services on its platform, with its error message.
 * @see https://learn.microsoft.com/dotnet/api/microsoft.aspnetcore.odata.query.validator.odatavalidationsettings.maxnodecount
 */
const MAX_CONDITIONS = 100

function conditionsIn(node: FilterNode): number {
  if ('nodes' in node) return node.nodes.reduce((count, one) => count + conditionsIn(one), 0)
  if (node.kind === 'not') return conditionsIn(node.node)
  return 'node' in node && node.node ? conditionsIn(node.node) : 1
}

interface FilterScope {
  readonly rules: FilterRules | undefined
  /** The filtered item, and then the variables of enclosing lambdas, the innermost last. */
  readonly variables: readonly LambdaVariable[]
}

interface LambdaVariable {
  /** Absent for the filtered item. */
  readonly name: string | undefined
  /** Unknown for the items of an undeclared member. */
  readonly type: string | undefined
  /** What the rules write before the names of its members. */
  readonly prefix: string
}

function checkNode(node: FilterNode, scope: FilterScope): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      requireJoin(node.kind, scope)
      for (const one of node.nodes) checkNode(one, scope)
      return
    case 'not':
      requireJoin('not', scope)
      checkNode(node.node, scope)
      return
    case 'compare':
      checkCondition(node.path, node.operator, [node.literal], scope)
      return
    case 'in':
      checkCondition(node.path, 'in', node.literals, scope)
      return
    case 'call':
      checkCondition(node.path, node.name, [{ kind: 'string', value: node.text }], scope)
      return
    default:
      checkLambda(node, scope)
  }
}

function checkLambda({ kind, path, variable, node }: FilterNode & { kind: 'any' | 'all' }, scope: FilterScope): void {
  const { member, name } = follow(path, scope)
  // Otherwise each level would iterate over the same items again, and take exponential time.
  if (path.variable !== scope.variables.at(-1)?.name) {
    throw graphErrors.invalidFilter(`'${name}/${kind}' must begin with the variable of the enclosing lambda.`)
  }
  if (member && !member.collection)
    throw graphErrors.invalidFilter(`'${kind}' requires a collection, and '${name}' is not one.`)
  if (node) {
    const inner = { name: variable, type: member?.type, prefix: `${name}/${kind}/` }
    checkNode(node, { ...scope, variables: [...scope.variables, inner] })
  } else if (scope.rules) {
    throw graphErrors.invalidFilter(`'any()' without a condition is not supported. ${describeRules(scope.rules)}`)
  }
}

function checkCondition(path: Path, operator: FilterOperator, literals: readonly Literal[], scope: FilterScope): void {
  const { member, name } = follow(path, scope)
  if (member?.collection) throw graphErrors.invalidFilter(`'${name}' is a collection. Use '${name}/any(x:x eq …)'.`)
  for (const { kind } of literals) {
    if (!member || kind === 'null' || kind === literalKindOf(member.type)) continue
    throw graphErrors.invalidFilter(
      `'${name}' is of type ${member.type} and cannot be compared with a literal of type ${EDM_NAMES[kind]}.`,
    )
  }
  const { rules } = scope
  if (!rules) return
  const operators = Object.hasOwn(rules.conditions, name) ? rules.conditions[name] : undefined
  if (operators && literals.some(({ kind }) => kind === 'null')) {
    throw graphErrors.invalidFilter(
      `'${name}' cannot be compared with null: it always has a value. ${describeRules(rules)}`,
    )
  }
  if (!operators?.includes(operator))
    throw graphErrors.invalidFilter(`'${operator}' is not supported for '${name}'. ${describeRules(rules)}`)
}

/** @returns the member at the end of a path, and how the rules name it. */
function follow(path: Path, { variables }: FilterScope): { member: EdmMember | undefined; name: string } {
  const variable = variables.findLast(({ name }) => name === path.variable) ?? variables[0]
  const name = `${variable?.prefix ?? ''}${path.segments.join('/')}`.replace(/\/$/, '')
  if (variable?.type === undefined) return { member: undefined, name }
  if (path.segments.length === 0) return { member: itemOf(variable.type), name }
  const { member, throughCollection } = resolvePath(variable.type, path.segments, (missing, type) =>
    graphErrors.invalidFilter(`Could not find a property named '${missing}' on type '${type}'.`),
  )
  if (throughCollection) throw graphErrors.invalidFilter(`'${name}' leads through a collection. Use 'any' or 'all'.`)
  return { member, name }
}

function itemOf(type: string): EdmMember {
  return { name: '', type, collection: false, nullable: false, extra: false }
}

function requireJoin(join: 'and' | 'or' | 'not', { rules }: FilterScope): void {
  if (rules && !rules.join.includes(join))
    throw graphErrors.invalidFilter(`'${join}' is not supported. ${describeRules(rules)}`)
}
