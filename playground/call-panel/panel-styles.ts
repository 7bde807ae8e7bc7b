import { css } from 'lit'

/** The panel's frame and its stage, and what its cards have in common. */
export const panelStyles = css`
  :host {
    width: 26rem;
    max-width: 100%;
  }

  .panel {
    display: grid;
    gap: 16px;
    padding: 0 20px 20px;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--card);
    box-shadow: var(--shadow);
  }

  .stage {
    --accent: var(--brand);

    display: grid;
    justify-items: center;
    margin-inline: -20px;
    padding: 36px 20px 20px;
    border-bottom: 1px solid var(--line);
    background: radial-gradient(
      120% 90% at 50% 0,
      color-mix(in srgb, var(--accent) 16%, var(--card)),
      var(--card) 80%
    );
    text-align: center;
  }

  [data-phase='established'] .stage {
    --accent: var(--answer);
  }

  [data-phase='hold'] .stage {
    --accent: #b07a00;
  }

  [data-phase='ending'] .stage,
  [data-phase='ended'] .stage {
    --accent: #808080;
  }

  .stage h2 {
    margin-top: 16px;
    font-size: 20px;
    font-weight: 600;
    line-height: 28px;
    overflow-wrap: anywhere;
  }

  .status {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    color: var(--quiet);
  }

  [data-phase='established'] .status {
    color: var(--good);
    font-weight: 600;
  }

  [data-phase='hold'] .status {
    color: var(--warn);
    font-weight: 600;
  }

  [data-phase='incoming'] .status {
    color: var(--brand-text);
    font-weight: 600;
  }

  .time {
    margin-top: 4px;
    font-size: 26px;
    font-variant-numeric: tabular-nums;
    line-height: 36px;
  }

  .reason {
    max-width: 30ch;
    margin-top: 4px;
    text-wrap: balance;
  }

  .code,
  .quiet {
    color: var(--quiet);
  }

  .code {
    font-size: 12px;
    white-space: nowrap;
  }

  .rings {
    position: relative;
    display: grid;
    border-radius: 50%;
  }

  .rings::before,
  .rings::after {
    position: absolute;
    inset: 0;
    border: 2px solid var(--brand-text);
    border-radius: 50%;
    opacity: 0;
    content: '';
  }

  [data-phase='placing'] .rings::before,
  [data-phase='ringing'] .rings::before,
  [data-phase='incoming'] .rings::before,
  [data-phase='placing'] .rings::after,
  [data-phase='ringing'] .rings::after,
  [data-phase='incoming'] .rings::after {
    animation: ring 2s ease-out infinite;
  }

  .rings::after {
    animation-delay: 1s !important;
  }

  [data-phase='established'] .rings::before {
    inset: -5px;
    border-color: var(--good);
    opacity: 1;
  }

  @keyframes ring {
    from {
      opacity: 0.7;
    }

    to {
      opacity: 0;
      transform: scale(1.45);
    }
  }

  .problem {
    display: flex;
    gap: 8px;
    align-items: start;
    justify-content: space-between;
    padding: 10px 8px 10px 12px;
    border-radius: 8px;
    background: var(--bad-tint);
    color: var(--bad);
    overflow-wrap: anywhere;
  }

  .plain {
    display: grid;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    cursor: pointer;
  }

  .plain svg {
    width: 20px;
    height: 20px;
  }

  [role='alert']:empty {
    display: none;
  }

  .card {
    display: grid;
    gap: 12px;
    padding: 14px 16px 16px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--sunken);
  }

  .card h3 {
    font-size: 16px;
    font-weight: 600;
    line-height: 22px;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`
