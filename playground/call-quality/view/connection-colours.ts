import { css } from 'lit'

/** Distinguishable in light and dark mode, and for colour-blind users; the symbols differ as well. */
export const connectionColours = css`
  :host {
    --wifi: light-dark(#b4530a, #f4a261);
    --mobile: light-dark(#00736b, #4fd1c5);
    --tunnel: light-dark(#a3257f, #f08ad0);
    --wired: light-dark(#4f52b2, #9ea2ff);
    --unknown: var(--text-muted);
  }

  .legend .symbol {
    fill: currentColor;
    stroke-width: 2;
  }
`
