/**
 * The id of a call, an operation or a participant, as the rest of the capture writes it: Graph's notifications also write
 * `57DAB8B1894C409AB240BD8BEAE78896` for `57dab8b1-894c-409a-b240-bd8beae78896`.
 */
export function toResourceId(text: string): string {
  return text
    .toLowerCase()
    .replace(/^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/, '$1-$2-$3-$4-$5')
}
