// TEMPORARY stand-in until the odata room is delivered.
import type { JsonObject } from '../edm/json.ts'
import type { GraphError } from './errors.ts'
export interface ValidateOptions { readonly strict: boolean; readonly required: boolean; readonly unknown: 'keep' | 'refuse'; readonly optional?: readonly string[]; fail(path: string, problem: string): GraphError }
export function validate(_type: string, value: unknown, _o: ValidateOptions): JsonObject { return value as JsonObject }
export function validateParameters(_type: string, value: unknown, _o: ValidateOptions): JsonObject { return value as JsonObject }
