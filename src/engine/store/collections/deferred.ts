import { freeze } from './freeze.ts'

/** Creates rows on demand. The same number always gives an equal row. */
export interface RowMaker<Row> {
  make(number: number): Row
}

/**
 * A row that is created when it is read. Readers get the same object as long as one of them references it. Afterwards
 * the garbage collector may free it, and the next read creates an equal row.
 */
export class Deferred<Row> {
  readonly maker: RowMaker<Row>
  readonly number: number
  #made: WeakRef<Row & object> | undefined

  constructor(maker: RowMaker<Row>, number: number) {
    this.maker = maker
    this.number = number
  }

  get row(): Row {
    const known = this.#made?.deref()
    if (known) return known
    const row = freeze(this.maker.make(this.number))
    if (typeof row === 'object' && row !== null) this.#made = new WeakRef(row)
    return row
  }
}
