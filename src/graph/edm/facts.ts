/**
 * A part of Microsoft Graph's metadata.
 *
 * Types are written short: `String` is `Edm.String`, `identity` is a type of the same namespace, other names are whole;
 * `[]` marks a collection and `!` what cannot be null.
 */
export interface MetadataFacts {
  readonly namespace: 'microsoft.graph' | 'microsoft.graph.callRecords'
  /** The members of each enumeration, in order of their values, with spaces between. */
  readonly enums?: Facts<string>
  /** Enumerations of which a value can hold several members. */
  readonly flagEnums?: Facts<string>
  readonly complexTypes?: Facts<TypeFacts>
  readonly entityTypes?: Facts<TypeFacts>
  /** By the type that they are bound to. */
  readonly actions?: Facts<Facts<OperationFacts>>
  readonly functions?: Facts<Facts<OperationFacts>>
}

export interface TypeFacts {
  readonly base?: string
  readonly abstract?: true
  /** Instances may have members beyond those declared. */
  readonly open?: true
  readonly properties?: Facts<string>
  /** Navigation properties. All of them contain what they lead to. */
  readonly contains?: Facts<string>
  /** The navigation property that is expanded without being asked for. */
  readonly autoExpand?: string
  /** The navigation property of which an entity says where it is, expanded or not: as if there were one of it. */
  readonly announced?: string
  /** Deprecated members, with spaces between: never filled in where a value lacks them. */
  readonly unfilled?: string
  /** What a value is taken for that names an abstract type and could be several. */
  readonly assumed?: true
  /** Only named here: nothing emulated has it. */
  readonly elided?: true
}

export interface OperationFacts {
  readonly parameters?: Facts<string>
  readonly returns?: string
}

type Facts<Fact> = Readonly<Record<string, Fact>>
