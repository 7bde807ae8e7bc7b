import { css } from 'lit'

export const callHeaderStyles = css`
  .call-header {
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

  [data-phase='established'] .call-header {
    --accent: var(--answer);
  }

  [data-phase='hold'] .call-header,
  [data-phase='lobby'] .call-header,
  [data-phase='transferring'] .call-header {
    --accent: #b07a00;
  }

  [data-phase='ending'] .call-header,
  [data-phase='ended'] .call-header {
    --accent: #808080;
  }

  .call-header h2 {
    margin-top: 16px;
    font-size: 20px;
    font-weight: 600;
    line-height: 28px;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }

  .status {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    color: var(--text-muted);
  }

  [data-phase='established'] .status {
    color: var(--good);
    font-weight: 600;
  }

  [data-phase='hold'] .status,
  [data-phase='lobby'] .status,
  [data-phase='transferring'] .status {
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

  .code {
    color: var(--text-muted);
    font-size: 12px;
    white-space: nowrap;
  }

  .faces {
    display: flex;
    align-items: center;
    height: 96px;
  }

  .faces .avatar {
    box-shadow: 0 0 0 3px var(--card);
  }

  .faces .avatar + .avatar {
    margin-inline-start: -10px;
  }

  .faces .rest {
    background: light-dark(#e4e4e4, #3f3f3f);
    color: var(--text);
    font-size: 18px;
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

  .rings:has(.faces)::before,
  .rings:has(.faces)::after {
    display: none;
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
`
