import { css } from 'lit'

export const emulatorPanelStyles = css`
  :host {
    display: contents;
  }

  .toggle,
  aside {
    position: fixed;
    z-index: 2147483000;
    inset-inline-end: 16px;
  }

  button {
    cursor: pointer;
    font-weight: 600;
  }

  .toggle {
    bottom: 16px;
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 40px;
    padding: 0 16px;
    border: 0;
    border-radius: 20px;
    background: var(--brand);
    box-shadow: var(--shadow);
    color: #fff;
  }

  .toggle:hover {
    background: var(--brand-hover);
  }

  .count {
    min-width: 20px;
    padding: 0 6px;
    border-radius: 10px;
    background: #fff;
    color: #3d3f8f;
    font-size: 12px;
  }

  aside {
    inset-block: 16px 68px;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    width: min(27rem, calc(100vw - 32px));
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--page);
    box-shadow: var(--shadow);
  }

  header {
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 10px 12px 10px 16px;
    border-bottom: 1px solid var(--line);
    background: var(--card);
  }

  h2 {
    flex: 1;
    font-size: 14px;
    font-weight: 600;
  }

  header button {
    min-height: 30px;
    padding: 2px 10px;
    border: 1px solid var(--control-line);
    border-radius: 6px;
    background: var(--card);
    font-size: 13px;
  }

  .cards {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
    align-content: start;
    overflow-y: auto;
    padding: 10px;
  }
`
