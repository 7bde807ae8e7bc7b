import type { WritePlan } from './write-plan.ts'
import type { Writer } from './writer.ts'

/**
 * The `@odata.type` of an object.
 * @param own The type that the value states.
 * @returns the type that is written, if one is.
 */
export function statedType(
  { types, metadata }: Writer,
  declared: string | undefined,
  own: string | undefined,
  ownPlan: WritePlan | undefined,
  plan: WritePlan | undefined,
): string | undefined {
  if (metadata === 'none') return undefined
  if (own === undefined) {
    return plan && (metadata === 'full' || (types === 'always' && !plan.abstract)) ? plan.annotation : undefined
  }
  const isStated = types === 'always' || own !== declared || plan?.abstract || (metadata === 'full' && ownPlan)
  return isStated ? (ownPlan?.annotation ?? `#${own}`) : undefined
}
