import type { JsonObject } from '../../../engine/values/json.ts'
import type { BodyRule } from '../../endpoint/endpoint.ts'
import { GraphError } from '../../errors/errors.ts'
import { validate, validateParameters } from '../../odata/json/validate.ts'

/**
 * Checks a body against its operation's rule. The calling service has its own code for what is wrong with an argument.
 * @throws GraphError that names the member, its value and what would be right.
 */
export function checkBody(body: JsonObject, rule: BodyRule, strict: boolean): JsonObject {
  const { action, entity, partial, optionalMembers, refuseUnknown, invalid = 'invalidArgument' } = rule
  const options = {
    strict,
    required: !partial,
    unknown: refuseUnknown && strict ? 'refuse' : 'keep',
    fail: (path: string, problem: string) => new GraphError(invalid, path, problem),
    ...(optionalMembers && { optional: optionalMembers }),
  } as const
  if (action !== undefined) return validateParameters(action, body, options)
  return entity === undefined ? body : validate(entity, body, options)
}
