// TEMPORARY stand-in until the odata room is delivered.
import type { JsonObject } from '../edm/json.ts'
export interface SerializeOptions { readonly types: 'always' | 'derived'; readonly nulls: boolean; readonly unknownEnumMembers: boolean }
export function serialize(_type: string, value: JsonObject, _options: SerializeOptions): JsonObject { return value }
