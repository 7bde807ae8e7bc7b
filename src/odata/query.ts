// TEMPORARY stand-in until the odata room is delivered.
export interface Query { readonly select?: readonly string[]; readonly expand?: readonly { name: string }[]; readonly top?: number; readonly skip?: number }
export interface QueryRules { readonly options: readonly string[]; readonly expand?: unknown; readonly pageSize?: number }
export function parseQuery(_search: string, _o: { bare: boolean }): Query { return {} }
export function checkQuery(_q: Query, _type: string, _r: QueryRules | undefined): void {}
