import type { JsonObject } from '../../../engine/values/json.ts'
import { annotationOf, concreteTypesOf, isAssumed, isDerivedFrom, membersOf, typeNamed } from '../../edm/schema.ts'
import type { GraphError } from '../../errors/graph-error.ts'

export interface ResolvedType {
  /** The type to check the value against. */
  readonly type: string
  /** The `@odata.type` of the checked value. `undefined`: it needs none. */
  readonly annotation: string | undefined
}

/** The type name in an `@odata.type`, which clients write with or without `#`. */
export function typeNameIn(annotation: string): string {
  return annotation.startsWith('#') ? annotation.slice(1) : annotation
}

/** Whether a validated value states a type, such as `microsoft.graph.appHostedMediaConfig`. */
export function saysType(value: JsonObject | null | undefined, type: string): boolean {
  const annotation = value?.['@odata.type']
  return typeof annotation === 'string' && typeNameIn(annotation) === type
}

/**
 * Finds the type of a value: the one that its `@odata.type` names, or else the declared one. Where that is abstract, it is
 * the derived type that has most of the value's members.
 *
 * @param strict If `false`, every type name is accepted as it is.
 * @param refuse Creates the error for an annotation that is not allowed.
 */
export function resolveType(
  declared: string,
  value: JsonObject,
  strict: boolean,
  refuse: (problem: string) => GraphError,
): ResolvedType {
  const annotation = value['@odata.type']
  if (annotation !== undefined && typeof annotation !== 'string')
    throw refuse('it must be the name of a type, as text.')
  if (!strict) {
    const named = annotation === undefined ? undefined : typeNamed(typeNameIn(annotation))
    return { type: named && named.kind !== 'enum' ? named.name : declared, annotation }
  }
  // Where one type is assumed, naming the abstract type means the same as naming none.
  const saysNothing = typeNameIn(annotation ?? '') === declared && concreteTypesOf(declared).some(isAssumed)
  if (annotation !== undefined && !saysNothing) {
    const type = typeNameIn(annotation)
    const isAllowed = isDerivedFrom(type, declared) && !typeNamed(type)?.abstract
    if (isAllowed) return { type, annotation: annotationOf(type) }
    throw refuse(`'${annotation.slice(0, 100)}' is not allowed here. ${allowed(declared)}`)
  }
  if (!typeNamed(declared)?.abstract) return { type: declared, annotation: undefined }
  const type = bestMatch(declared, value)
  if (type === undefined) throw refuse(`it is missing, and ${declared} is abstract. ${allowed(declared)}`)
  return { type, annotation: annotationOf(type) }
}

function allowed(declared: string): string {
  return `Allowed: ${concreteTypesOf(declared).join(', ')}.`
}

/** The concrete type that has the most of a value's members; of several, the one that is assumed. */
function bestMatch(declared: string, value: JsonObject): string | undefined {
  const names = Object.keys(value)
  const scores = concreteTypesOf(declared).map((type) => {
    const members = membersOf(type)
    return { type, known: names.filter((name) => members.has(name)).length }
  })
  const most = Math.max(...scores.map(({ known }) => known))
  const best = scores.filter(({ known }) => known === most)
  const one = best.length === 1 ? best[0] : best.find(({ type }) => isAssumed(type))
  return one?.type
}
