/** The members of a HAR file that are read here; exporters write many more. @see http://www.softwareishard.com/blog/har-12-spec/ */
export interface HarFile {
  readonly log: {
    readonly pages?: readonly { readonly startedDateTime: string }[] | null | undefined
    readonly entries: readonly HarEntry[]
  }
}

export interface HarEntry {
  readonly startedDateTime: string
  /** Milliseconds until the response was read; -1 or missing when unknown. */
  readonly time?: number | null | undefined
  readonly request: {
    readonly method: string
    readonly url: string
    readonly postData?: HarBody
  }
  readonly response: {
    /** 0 or -1 when there was no response. */
    readonly status: number
    readonly headers?: readonly { readonly name: string; readonly value: string }[] | null | undefined
    readonly content?: HarBody
    /** Why there was no response. Only DevTools writes it. */
    readonly _error?: string | null | undefined
  }
}

export type HarBody =
  | { readonly text?: string | null | undefined; readonly encoding?: string | null | undefined }
  | null
  | undefined
