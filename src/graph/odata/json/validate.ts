import { isJsonObject, type Json, type JsonObject } from '../../../engine/values/json.ts'
import type { EdmMember } from '../../edm/edm-type.ts'
import { enumMembers, membersOf, parametersOf, typeNamed } from '../../edm/schema.ts'
import type { GraphError } from '../../errors/graph-error.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import { findEnumMember } from './enum-value.ts'
import { isScalar, primitiveNamed } from './primitives.ts'
import { resolveType } from './type-annotation.ts'

export interface ValidateOptions {
  /** If `false`, placeholders for enumerations and unknown type names are accepted, and no member is required. */
  readonly strict: boolean
  /** Whether members that cannot be null are required. They are not in an update. */
  readonly required: boolean
  /** Members, at any depth, that may be missing or null in any case. */
  readonly optional?: readonly string[]
  /** How members are treated that a type does not have. Open types always keep them. */
  readonly unknown: 'keep' | 'refuse'
  /** Creates the error for an invalid value. @param path Where the value is: `targets[0].identity`. */
  readonly fail: (path: string, problem: string) => GraphError
}

/**
 * Checks a value against a type, and copies it: with enumeration members and type names in Graph's spelling, and without
 * annotations other than the type. Date-times keep their text.
 * @throws GraphError that names the first invalid member, its value and what is allowed.
 */
export function validate(typeName: string, value: unknown, options: ValidateOptions): JsonObject {
  return readObject(typeName, value, { options, path: [] })
}

/** Checks the body of an action or function against its parameters, as {@link validate} does. */
export function validateParameters(actionName: string, body: unknown, options: ValidateOptions): JsonObject {
  const walk: Walk = { options, path: [] }
  if (!isJsonObject(body)) throw refusal(walk, `${show(body)} is not an object with the parameters of ${actionName}.`)
  const parameters = new Map(parametersOf(actionName).map((parameter) => [parameter.name, parameter]))
  return readMembers({ name: actionName, members: parameters, open: false }, body, walk)
}

/** How deep values may be nested: the emulator's choice. */
const MAX_DEPTH = 32

/** The position of the check. The path becomes text only in an error. */
interface Walk {
  readonly options: ValidateOptions
  readonly path: (string | number)[]
}

/** The members that an object may have: those of a type, or the parameters of an action. */
interface Shape {
  readonly name: string
  readonly members: ReadonlyMap<string, EdmMember>
  readonly open: boolean
}

function readObject(declared: string, value: unknown, walk: Walk): JsonObject {
  if (!isJsonObject(value)) throw refusal(walk, `${show(value)} is not an object of type ${declared}.`)
  const { type, annotation } = resolveType(declared, value, walk.options.strict, (problem) =>
    refusal({ ...walk, path: [...walk.path, '@odata.type'] }, problem),
  )
  const shape = { name: type, members: membersOf(type), open: typeNamed(type)?.open === true }
  return readMembers(shape, value, walk, annotation === undefined ? {} : { '@odata.type': annotation })
}

/** @param read The object to which the members are added. */
function readMembers(
  { name: typeName, members, open }: Shape,
  value: JsonObject,
  walk: Walk,
  read: Record<string, Json> = {},
): JsonObject {
  const { options, path } = walk
  for (const name of Object.keys(value)) {
    const given = value[name]
    if (given === undefined || name.includes('@')) continue
    const member = members.get(name)
    if (!member && !open && options.unknown === 'refuse') throw graphErrors.unknownProperty(name, typeName)
    // Assigning to `__proto__` would change the prototype. No type has such a member.
    if (name === '__proto__') continue
    path.push(name)
    read[name] = member ? readMember(member, given, walk) : copy(given, walk)
    path.pop()
  }
  if (options.required && options.strict) requireAll(members, read, walk)
  return read
}

function readMember(member: EdmMember, value: Json, walk: Walk): Json {
  if (value === null) {
    if (member.nullable || walk.options.optional?.includes(member.name)) return null
    throw refusal(walk, 'null is not allowed.')
  }
  if (!member.collection) return readItem(member.type, value, walk)
  if (!Array.isArray(value)) throw refusal(walk, `${show(value)} is not a list of ${member.type}.`)
  const { path } = walk
  return value.map((item: unknown, index) => {
    path.push(index)
    const read = readItem(member.type, item, walk)
    path.pop()
    return read
  })
}

function readItem(type: string, value: unknown, walk: Walk): Json {
  requireCharacters(value, walk)
  const primitive = primitiveNamed(type)
  if (primitive) {
    if (isScalar(value) && primitive.accepts(value)) return value
    throw refusal(walk, `${show(value)} is not ${primitive.description}.`)
  }
  if (typeNamed(type)?.kind !== 'enum') {
    requireDepth(walk)
    return readObject(type, value, walk)
  }
  if (typeof value !== 'string') throw refusal(walk, `${show(value)} is not a member of ${type}.`)
  const member = findEnumMember(type, value) ?? (walk.options.strict ? undefined : value)
  if (member !== undefined) return member
  const allowed = enumMembers(type).filter((name) => name !== 'unknownFutureValue')
  throw refusal(walk, `${show(value)} is not a member of ${type}. Allowed: ${allowed.join(', ')}.`)
}

/** Copies what no type describes: undeclared members of open types, and unknown members that are kept. */
function copy(value: unknown, walk: Walk): Json {
  requireCharacters(value, walk)
  if (value === null || isScalar(value)) return value
  requireDepth(walk)
  if (Array.isArray(value)) return value.map((item: unknown, index) => copyAt(index, item, walk))
  if (!isJsonObject(value)) throw refusal(walk, `${show(value)} is not JSON.`)
  const copied: Record<string, Json> = {}
  for (const [name, member] of Object.entries(value)) {
    if (name !== '__proto__' && member !== undefined) copied[name] = copyAt(name, member, walk)
  }
  return copied
}

function copyAt(step: string | number, value: unknown, walk: Walk): Json {
  walk.path.push(step)
  const copied = copy(value, walk)
  walk.path.pop()
  return copied
}

function requireAll(members: ReadonlyMap<string, EdmMember>, read: JsonObject, walk: Walk): void {
  for (const { name, nullable } of members.values()) {
    // The service assigns the key of an entity.
    if (nullable || name === 'id' || Object.hasOwn(read, name) || walk.options.optional?.includes(name)) continue
    throw refusal({ ...walk, path: [...walk.path, name] }, 'it is required.')
  }
}

/** Half of a surrogate pair has no encoding: a URL with it, such as a join link, could not be written later. */
function requireCharacters(value: unknown, walk: Walk): void {
  if (typeof value !== 'string' || !HALF_PAIR.test(value)) return
  throw refusal(walk, `${show(value)} has half of a surrogate pair, which is no character. Send both halves, or none.`)
}

/** With the flag `u`, the halves of a pair are one character. */
const HALF_PAIR = /\p{Surrogate}/u

function requireDepth(walk: Walk): void {
  if (walk.path.length > MAX_DEPTH) throw refusal(walk, `values are nested more than ${MAX_DEPTH} levels deep.`)
}

function refusal({ options, path }: Walk, problem: string): GraphError {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
  return options.fail(steps.join('').replace(/^\./, '') || 'body', problem)
}

function show(value: unknown): string {
  if (typeof value === 'string') return `'${value.length > 60 ? `${value.slice(0, 60)}…` : value}'`
  if (Array.isArray(value)) return 'a list'
  return isJsonObject(value) ? 'an object' : String(value)
}
