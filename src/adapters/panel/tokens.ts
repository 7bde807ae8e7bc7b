import { css } from 'lit'

/** Colours, typography and resets that all elements share. They follow the system's light or dark mode. */
export const tokens = css`
  :host {
    --page: light-dark(#f5f5f5, #141414);
    --card: light-dark(#ffffff, #242424);
    --surface-sunken: light-dark(#fafafa, #1c1c1c);
    --line: light-dark(#e0e0e0, #3d3d3d);
    --control-line: light-dark(#8a8a8a, #858585);
    --text: light-dark(#242424, #ffffff);
    --text-muted: light-dark(#5c5c5c, #b8b8b8);
    --brand: #5b5fc7;
    --brand-hover: #4f52b2;
    --brand-text: light-dark(#4f52b2, #aeb2ff);
    --brand-tint: light-dark(#ebebfa, #2f2f4a);
    --good: light-dark(#0e700e, #6ccb6c);
    --good-tint: light-dark(#e6f3e6, #1b331b);
    --warn: light-dark(#7a4a00, #f5c666);
    --warn-tint: light-dark(#fff3dc, #3b2d10);
    --bad: light-dark(#b10e1c, #ff9aa2);
    --bad-tint: light-dark(#fdecee, #43191d);
    --danger: #c4314b;
    --danger-hover: #a52a40;
    --answer: #237b4b;
    --answer-hover: #1b633c;
    --focus: light-dark(#242424, #ffffff);
    --shadow: 0 1px 2px light-dark(#0000001a, #00000066), 0 6px 20px light-dark(#00000014, #00000059);

    color-scheme: light dark;
    display: block;
    color: var(--text);
    font:
      14px/20px 'Segoe UI Variable Text',
      'Segoe UI',
      -apple-system,
      BlinkMacSystemFont,
      Roboto,
      'Helvetica Neue',
      Arial,
      sans-serif;
    -webkit-font-smoothing: antialiased;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  button,
  select {
    color: inherit;
    font: inherit;
  }

  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`
