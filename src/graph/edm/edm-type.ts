/** A type, by its full name such as `microsoft.graph.call`. */
export interface EdmType {
  readonly name: string
  readonly kind: 'entity' | 'complex' | 'enum'
  readonly base: string | undefined
  readonly abstract: boolean
  /** Instances may have members beyond those declared. */
  readonly open: boolean
  /** A value of the enumeration can hold several members. */
  readonly flags: boolean
}

/** A property of a type, or a parameter of an action. */
export interface EdmMember {
  readonly name: string
  /** Full name of its type, or of its items' type when it is a collection. */
  readonly type: string
  readonly collection: boolean
  readonly nullable: boolean
  /** It is known from /beta or from responses, not from v1.0's metadata, and is written only where it has a value. */
  readonly extra: boolean
}

export interface EdmNavigation extends EdmMember {
  /** It is expanded without `$expand`. */
  readonly autoExpand: boolean
  /** Its context is written in every entity, expanded or not. */
  readonly announced: boolean
}
