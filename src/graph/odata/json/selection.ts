/** The members of an object that are written: what `$select` and `$expand` ask for, ready for the writer. */
export interface Selection {
  /** The selected members by name, and what is selected inside each. Absent: all members. */
  readonly members?: ReadonlyMap<string, Selection>
  /** The expanded navigation properties by name. */
  readonly expansions?: ReadonlyMap<string, Expansion>
}

/** An expanded navigation property, and what is written of it. */
export interface Expansion extends Selection {
  /** What its own `@odata.context` says of the selection: `(id,segments())`. */
  readonly contextSuffix: string
  /** Writes only the first items of a longer collection, and then a link to the rest. */
  readonly page?: { readonly size: number; readonly nextLink: (parentUrl: string) => string }
}

/** Nothing is selected or expanded. */
export const EVERYTHING: Selection = {}
