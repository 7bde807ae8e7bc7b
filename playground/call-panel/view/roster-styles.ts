import { css } from 'lit'

export const rosterStyles = css`
  .card h3 .quiet {
    font-weight: 400;
  }

  .roster {
    display: grid;
    gap: 4px;
    margin-inline: -6px;
  }

  .roster li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) 36px;
    gap: 10px;
    align-items: center;
    min-height: 44px;
    padding: 2px 0 2px 6px;
  }

  .roster .who {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    align-items: center;
    line-height: 18px;
  }

  .roster .name {
    width: 100%;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .roster .name .quiet {
    font-weight: 400;
  }

  .note {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    color: var(--text-muted);
    font-size: 13px;
  }

  .note svg {
    width: 16px;
    height: 16px;
  }

  .note[data-note='lobby'] {
    color: var(--warn);
  }

  .note[data-note='sharing'] {
    color: var(--good);
  }

  .icon {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    padding: 0;
    border: 0;
    border-radius: 8px;
    background: none;
    cursor: pointer;
  }

  .icon:hover {
    background: var(--brand-tint);
  }

  .icon svg {
    width: 20px;
    height: 20px;
  }
`
