import { type JsonObject, objectsIn } from '../../../engine/values/json.ts'
import { graphErrors } from '../../../graph/errors/graph-errors.ts'
import type { CallRecordContext } from '../../context.ts'
import { readCallRecord } from '../../record/read-call-record.ts'
import { requireCallRecord } from './require-call-record.ts'

/** Returns the items of a collection in a call record, such as its sessions. */
export function readChildren(
  context: CallRecordContext,
  params: Readonly<Record<string, string>>,
  member: string,
): readonly JsonObject[] {
  return objectsIn(readCallRecord(context, requireCallRecord(context, params))[member])
}

/** @throws GraphError if the record does not have the session. */
export function requireSession(context: CallRecordContext, params: Readonly<Record<string, string>>): JsonObject {
  return requireChild(readChildren(context, params, 'sessions'), 'session', params.sessionId)
}

/** Compares ids without case. */
export function findChild(children: readonly JsonObject[], id: string): JsonObject | undefined {
  return children.find((child) => String(child.id).toLowerCase() === id.toLowerCase())
}

/** @throws GraphError if no child has the id. */
export function requireChild(children: readonly JsonObject[], what: string, id = ''): JsonObject {
  const child = findChild(children, id)
  if (!child) throw graphErrors.notFound(what, id)
  return child
}
