/** The texts (UTF-8) of the pages that were read last: a page is written again only when one of its rows is another object. */
export interface PageTexts {
  /**
   * @param frame What stands before the page's items and after them.
   * @returns the text of these very rows in this frame, if it is kept.
   */
  find(rows: readonly object[], frame: string): Text | undefined
  keep(rows: readonly object[], frame: string, text: Text): void
}

type Text = Uint8Array<ArrayBuffer>

export function createPageTexts(): PageTexts {
  // By first row, the latest last.
  const pages = new Map<object | undefined, { readonly rows: readonly object[]; frame: string; text: Text }>()
  return {
    find(rows, frame) {
      const page = pages.get(rows[0])
      const isSame = page?.frame === frame && page.rows.length === rows.length
      return isSame && page.rows.every((row, index) => row === rows[index]) ? page.text : undefined
    },
    keep(rows, frame, text) {
      pages.delete(rows[0])
      pages.set(rows[0], { rows, frame, text })
      if (pages.size > PAGES_KEPT) pages.delete(pages.keys().next().value)
    },
  }
}

/** Apps ask again for what they show. A page of 60 call records has about 50 KB. */
const PAGES_KEPT = 16
