import type { JsonObject } from '../../../engine/values/json.ts'
import type { BodyRule } from '../../endpoint/endpoint.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import { validate, validateParameters } from '../../odata/json/validate.ts'

/**
 * Checks a body against the rule of its endpoint.
 * @throws GraphError that names the member, its value and what is allowed.
 */
export function checkBody(body: JsonObject, rule: BodyRule, strict: boolean): JsonObject {
  const { action, entity, partial, optionalMembers, refuseUnknown, invalid = graphErrors.invalidProperty } = rule
  const options = {
    strict,
    required: !partial,
    unknown: refuseUnknown && strict ? 'refuse' : 'keep',
    fail: invalid,
    ...(optionalMembers && { optional: optionalMembers }),
  } as const
  if (action !== undefined) return validateParameters(action, body, options)
  return entity === undefined ? body : validate(entity, body, options)
}
