/**
 * A part of Microsoft Graph's metadata.
 *
 * Types are written short: `String` is `Edm.String`, `identity` is a type of the same namespace, and other names are full.
 * `[]` marks a collection, and `!` what cannot be null.
 */
export interface MetadataFacts {
  readonly namespace: 'microsoft.graph' | 'microsoft.graph.callRecords'
  /** The members of each enumeration, in the order of their values, separated by spaces. */
  readonly enums?: Facts<string>
  /** Enumerations whose values can hold several members. */
  readonly flagEnums?: Facts<string>
  readonly complexTypes?: Facts<TypeFacts>
  readonly entityTypes?: Facts<TypeFacts>
  /** By the type that they are bound to. */
  readonly actions?: Facts<Facts<ActionFacts>>
  readonly functions?: Facts<Facts<ActionFacts>>
}

export interface TypeFacts {
  readonly base?: string
  readonly abstract?: true
  /** Instances may have members beyond those declared. */
  readonly open?: true
  readonly properties?: Facts<string>
  /** Navigation properties. All of them contain their targets. */
  readonly contains?: Facts<string>
  /** The navigation property that is expanded without `$expand`. */
  readonly autoExpand?: string
  /** The navigation property whose context is written in every entity, expanded or not, as if it held a single entity. */
  readonly announced?: string
  /** Deprecated members, separated by spaces: they are not written where a value lacks them. */
  readonly unfilled?: string
  /** The type of members that are not declared, where Graph's responses state one. */
  readonly further?: string
  /** The type is assumed for a value that states an abstract type and could be of several types. */
  readonly assumed?: true
  /** The type is only named here, because nothing that is emulated has it. */
  readonly elided?: true
}

/** An action or a function. */
export interface ActionFacts {
  readonly parameters?: Facts<string>
  readonly returns?: string
}

type Facts<Fact> = Readonly<Record<string, Fact>>
