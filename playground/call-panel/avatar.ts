import { html, type TemplateResult } from 'lit'
import { icons } from './icons.ts'

/** A person's initials in a colour of their own. A phone has neither. */
export function avatar(name: string, size: 'small' | 'large'): TemplateResult {
  const letters = initials(name)
  return html`<span class="avatar" data-size=${size} data-colour=${colourOf(name)} aria-hidden="true">
    ${letters || icons.call}
  </span>`
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => word?.[0]?.toUpperCase()).join('')
}

function colourOf(name: string): number {
  return [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 5
}
