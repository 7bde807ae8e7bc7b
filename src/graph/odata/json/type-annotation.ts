import type { JsonObject } from '../../../engine/values/json.ts'
import { annotationOf, concreteTypesOf, isAssumed, isDerivedFrom, membersOf, typeNamed } from '../../edm/schema.ts'
import type { GraphError } from '../../errors/graph-error.ts'

export interface ResolvedType {
  /** The type to check the value against. */
  readonly type: string
  /** What the value's `@odata.type` becomes; nothing when it needs none. */
  readonly annotation: string | undefined
}

/** The name in an `@odata.type`, which clients write with and without its `#`. */
export function typeNameIn(annotation: string): string {
  return annotation.startsWith('#') ? annotation.slice(1) : annotation
}

/** Whether a value that has been validated says that it is of a type, such as `microsoft.graph.appHostedMediaConfig`. */
export function saysType(value: JsonObject | null | undefined, type: string): boolean {
  const annotation = value?.['@odata.type']
  return typeof annotation === 'string' && typeNameIn(annotation) === type
}

/**
 * Which type a value is of: the one that its `@odata.type` names, else the declared one; where that is abstract, the
 * derived type that knows most of the value's members.
 *
 * @param strict Off: any type name is kept as it is.
 * @param refuse Makes the refusal of the annotation.
 */
export function resolveType(
  declared: string,
  value: JsonObject,
  strict: boolean,
  refuse: (problem: string) => GraphError,
): ResolvedType {
  const annotation = value['@odata.type']
  if (annotation !== undefined && typeof annotation !== 'string')
    throw refuse('it has to be the name of a type, as text.')
  if (!strict) {
    const named = annotation === undefined ? undefined : typeNamed(typeNameIn(annotation))
    return { type: named && named.kind !== 'enum' ? named.name : declared, annotation }
  }
  // Where one type is assumed, a client that names the abstract one says nothing.
  const saysNothing = typeNameIn(annotation ?? '') === declared && concreteTypesOf(declared).some(isAssumed)
  if (annotation !== undefined && !saysNothing) {
    const type = typeNameIn(annotation)
    const right = isDerivedFrom(type, declared) && !typeNamed(type)?.abstract
    if (right) return { type, annotation: annotationOf(type) }
    throw refuse(`'${annotation.slice(0, 100)}' cannot stand here. ${allowed(declared)}`)
  }
  if (!typeNamed(declared)?.abstract) return { type: declared, annotation: undefined }
  const type = bestMatch(declared, value)
  if (type === undefined) throw refuse(`it is missing, and ${declared} is abstract. ${allowed(declared)}`)
  return { type, annotation: annotationOf(type) }
}

function allowed(declared: string): string {
  return `Allowed: ${concreteTypesOf(declared).join(', ')}.`
}

/** The concrete type that knows the most of a value's members; of several, the one that is assumed. */
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
