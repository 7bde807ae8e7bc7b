import { freeze } from './freeze.ts'

/** Makes rows: the same for the same number, whenever it is asked. */
export interface RowMaker<Row> {
  make(number: number): Row
}

/**
 * A row that is made when it is read. It is the same object for as long as anybody holds it; when nobody does, its
 * memory is free again, and the next to read it gets another that says the same.
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
