import { css, html, type TemplateResult } from 'lit'
import { icons } from './icons.ts'

/** A person's initials in a colour derived from the name; an icon for a phone. */
export function avatar(name: string, size: 'small' | 'medium' | 'large'): TemplateResult {
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

export const avatarStyles = css`
  .avatar {
    display: inline-grid;
    flex: none;
    place-items: center;
    width: 32px;
    height: 32px;
    border-radius: 50%;
    font-size: 12px;
    font-weight: 600;
    line-height: 1;
  }

  .avatar svg {
    width: 55%;
    height: 55%;
  }

  .avatar[data-size='medium'] {
    width: 72px;
    height: 72px;
    font-size: 23px;
  }

  .avatar[data-size='large'] {
    width: 96px;
    height: 96px;
    font-size: 34px;
  }

  .avatar[data-colour='0'] {
    background: light-dark(#dcdcf7, #3c3d6b);
    color: light-dark(#3d3e8f, #d5d6ff);
  }

  .avatar[data-colour='1'] {
    background: light-dark(#d4ecdd, #1f4a35);
    color: light-dark(#0f5132, #c3ecd4);
  }

  .avatar[data-colour='2'] {
    background: light-dark(#fbe1d3, #5c3521);
    color: light-dark(#7a3413, #ffd9c4);
  }

  .avatar[data-colour='3'] {
    background: light-dark(#d5e9f8, #1d4560);
    color: light-dark(#0c4a6e, #c4e5fb);
  }

  .avatar[data-colour='4'] {
    background: light-dark(#f7dbe8, #592c45);
    color: light-dark(#7d1d4f, #fcd3e6);
  }
`
