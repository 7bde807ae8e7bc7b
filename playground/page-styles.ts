import { css } from 'lit'

/** The page: its header with two views, and in each view an app beside the emulator. */
export const pageStyles = css`
  :host {
    max-width: 80rem;
    margin-inline: auto;
    padding: 24px clamp(12px, 3vw, 32px) 40px;
  }

  header {
    margin-bottom: 20px;
  }

  h1 {
    margin-bottom: 4px;
    font-size: 20px;
    font-weight: 600;
    line-height: 28px;
  }

  .quiet {
    max-width: 80ch;
    color: var(--text-muted);
    text-wrap: balance;
  }

  nav {
    margin-top: 12px;
    border-bottom: 1px solid var(--line);
  }

  nav ul {
    display: flex;
    gap: 20px;
  }

  nav a {
    display: block;
    margin-bottom: -1px;
    padding: 8px 2px;
    border-bottom: 2px solid transparent;
    color: var(--text-muted);
    font-weight: 600;
    text-decoration: none;
  }

  nav a:hover {
    border-color: var(--control-line);
  }

  nav a[aria-current] {
    border-color: var(--brand-text);
    color: var(--text);
  }

  main {
    display: grid;
    grid-template-columns: minmax(0, 26rem) minmax(0, 1fr);
    gap: 24px clamp(16px, 3vw, 40px);
    align-items: start;
  }

  main[hidden] {
    display: none;
  }

  .quality {
    grid-template-columns: minmax(0, 1fr) 17rem;
    gap: 24px;
  }

  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }

  .emulator {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }

  .emulator > .wide {
    grid-column: 1 / -1;
  }

  .quality .emulator {
    grid-template-columns: minmax(0, 1fr);
  }

  @media (max-width: 62rem) {
    .emulator,
    .quality {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  @media (max-width: 48rem) {
    main {
      grid-template-columns: minmax(0, 1fr);
    }

    call-panel {
      justify-self: center;
    }
  }
`
