/** The value of the `<select>` that an event comes from. */
export function selectedValue({ target }: Event): string {
  return target instanceof HTMLSelectElement ? target.value : ''
}
