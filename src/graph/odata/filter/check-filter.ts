import type { EdmMember } from '../../edm/edm-type.ts'
import { resolvePath } from '../../edm/resolve-path.ts'
import { typeNamed } from '../../edm/schema.ts'
import type { GraphError } from '../../errors/graph-error.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import type { Comparison, FilterNode, Path, TextFunction } from './filter.ts'
import type { Literal } from './filter-cursor.ts'

/** What a resource's `$filter` may be made of. */
export interface FilterRules {
  /** How conditions may be joined. */
  readonly join: readonly ('and' | 'or' | 'not')[]
  /**
   * What may be asked of which property. Items of a collection are reached through `any` or `all`:
   * `{ startDateTime: ['lt', 'le', 'gt', 'ge'], 'participants_v2/any/id': ['eq'] }`.
   */
  readonly conditions: Readonly<Record<string, readonly FilterOperator[]>>
}
export type FilterOperator = Comparison | TextFunction | 'in'

/**
 * @param rules Without them, everything that can be read is allowed.
 * @throws GraphError for a property that the type does not have, for a literal of another type, and for what the rules
 * do not allow.
 */
export function checkFilter(node: FilterNode, typeName: string, rules: FilterRules | undefined): void {
  const count = conditionsIn(node)
  if (count > MAX_CONDITIONS) {
    throw invalid(`The node count limit of '${MAX_CONDITIONS}' has been exceeded: there are ${count} conditions.`)
  }
  checkNode(node, { rules, scopes: [{ variable: undefined, type: typeName, prefix: '' }] })
}

/**
 * The most conditions of a filter, so that an answer does not take for ever. Graph documents no limit: this is the one
 * that OData services on its platform have by default, in its words.
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
  /** The innermost is last. */
  readonly scopes: readonly Scope[]
}

interface Scope {
  readonly variable: string | undefined
  /** Nothing is known of the items of a dynamic member. */
  readonly type: string | undefined
  /** How rules name what lies in this scope. */
  readonly prefix: string
}

function checkNode(node: FilterNode, context: FilterScope): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      requireJoin(node.kind, context)
      for (const one of node.nodes) checkNode(one, context)
      return
    case 'not':
      requireJoin('not', context)
      checkNode(node.node, context)
      return
    case 'compare':
      checkCondition(node.path, node.operator, [node.literal], context)
      return
    case 'in':
      checkCondition(node.path, 'in', node.literals, context)
      return
    case 'call':
      checkCondition(node.path, node.name, [{ kind: 'string', value: node.text }], context)
      return
    default:
      checkLambda(node, context)
  }
}

function checkLambda({ kind, path, variable, node }: FilterNode & { kind: 'any' | 'all' }, context: FilterScope): void {
  const { member, name } = follow(path, context)
  // Otherwise each level would go through the same items again, and there would be no end to it.
  if (path.variable !== context.scopes.at(-1)?.variable) {
    throw invalid(`'${name}/${kind}' has to begin with the variable of the lambda that is around it.`)
  }
  if (member && !member.collection) throw invalid(`'${kind}' needs a collection; '${name}' is none.`)
  if (node) {
    const scope = { variable, type: member?.type, prefix: `${name}/${kind}/` }
    checkNode(node, { ...context, scopes: [...context.scopes, scope] })
  } else if (context.rules) {
    throw invalid(`'any()' without a condition is not supported. ${supported(context.rules)}`)
  }
}

function checkCondition(
  path: Path,
  operator: FilterOperator,
  literals: readonly Literal[],
  context: FilterScope,
): void {
  const { member, name } = follow(path, context)
  if (member?.collection) throw invalid(`'${name}' is a collection. Use '${name}/any(x:x eq …)'.`)
  for (const { kind } of literals) {
    if (!member || kind === 'null' || kind === literalKindOf(member.type)) continue
    throw invalid(
      `'${name}' is of type ${member.type} and cannot be compared with a literal of type ${EDM_NAMES[kind]}.`,
    )
  }
  const { rules } = context
  if (!rules) return
  const operators = Object.hasOwn(rules.conditions, name) ? rules.conditions[name] : undefined
  if (operators && literals.some(({ kind }) => kind === 'null')) {
    throw invalid(`'${name}' cannot be compared with null: it always has a value. ${supported(rules)}`)
  }
  if (!operators?.includes(operator)) throw invalid(`'${operator}' is not supported for '${name}'. ${supported(rules)}`)
}

/** What a path leads to, and how rules name it. */
function follow(path: Path, { scopes }: FilterScope): { member: EdmMember | undefined; name: string } {
  const scope = scopes.findLast(({ variable }) => variable === path.variable) ?? scopes[0]
  const name = `${scope?.prefix ?? ''}${path.segments.join('/')}`.replace(/\/$/, '')
  if (scope?.type === undefined) return { member: undefined, name }
  if (path.segments.length === 0) return { member: itemOf(scope.type), name }
  const { member, throughCollection } = resolvePath(scope.type, path.segments, (missing, type) =>
    invalid(`Could not find a property named '${missing}' on type '${type}'.`),
  )
  if (throughCollection) throw invalid(`'${name}' leads through a collection. Use 'any' or 'all'.`)
  return { member, name }
}

function itemOf(type: string): EdmMember {
  return { name: '', type, collection: false, nullable: false, extra: false }
}

/** The kind of literal that stands for values of a type; none for structured types. */
function literalKindOf(type: string): Literal['kind'] | undefined {
  if (typeNamed(type)?.kind === 'enum') return 'string'
  return Object.hasOwn(LITERAL_KINDS, type) ? LITERAL_KINDS[type] : undefined
}

const LITERAL_KINDS: Readonly<Record<string, Literal['kind']>> = {
  'Edm.String': 'string',
  'Edm.Boolean': 'boolean',
  'Edm.Int32': 'number',
  'Edm.Int64': 'number',
  'Edm.Single': 'number',
  'Edm.Double': 'number',
  'Edm.Decimal': 'number',
  'Edm.Guid': 'guid',
  'Edm.DateTimeOffset': 'dateTime',
}

const EDM_NAMES: Readonly<Record<Literal['kind'], string>> = {
  string: 'Edm.String',
  number: 'Edm.Double',
  boolean: 'Edm.Boolean',
  null: 'null',
  dateTime: 'Edm.DateTimeOffset',
  guid: 'Edm.Guid',
}

function requireJoin(join: 'and' | 'or' | 'not', { rules }: FilterScope): void {
  if (rules && !rules.join.includes(join)) throw invalid(`'${join}' is not supported. ${supported(rules)}`)
}

function supported({ join, conditions }: FilterRules): string {
  const list = Object.entries(conditions).map(([name, operators]) => `${name} (${operators.join(', ')})`)
  return `Supported: ${list.join('; ')}${join.length > 0 ? `; joined by ${join.join(', ')}` : ''}.`
}

function invalid(problem: string): GraphError {
  return graphErrors.invalidFilter(problem)
}
