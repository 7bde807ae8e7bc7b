// TEMPORARY
import type { JsonObject } from '../edm/json.ts'
import type { CollectionReply, OperationRequest } from './define.ts'
export interface CollectionOptions { readonly type: string; readonly items: readonly JsonObject[]; readonly path: string; readonly context: string; readonly pageSize?: number; readonly alwaysCounted?: boolean }
export function collectionReply(_r: OperationRequest, o: CollectionOptions): CollectionReply { return { kind: 'collection', status: 200, type: o.type, items: o.items, context: o.context, types: 'derived' } }
