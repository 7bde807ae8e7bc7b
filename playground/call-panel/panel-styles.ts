import { css } from 'lit'

/** The panel's frame, its stage and its buttons. */
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

  .contacts {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 8px;
  }

  .contacts label {
    position: relative;
    display: grid;
    gap: 6px;
    justify-items: center;
    padding: 10px 4px 8px;
    border: 1px solid var(--line);
    border-radius: 8px;
    cursor: pointer;
    font-size: 13px;
    line-height: 18px;
    text-align: center;
  }

  .contacts label:hover {
    border-color: var(--control-line);
  }

  .contacts label:has(:checked) {
    border-color: var(--brand);
    background: var(--brand-tint);
    box-shadow: inset 0 0 0 1px var(--brand);
  }

  .contacts label:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  .contacts input {
    position: absolute;
    inset: 0;
    margin: 0;
    cursor: pointer;
    opacity: 0;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: center;
  }

  .wide {
    display: flex;
    flex: 1;
    gap: 8px;
    align-items: center;
    justify-content: center;
    min-height: 44px;
    border: 0;
    border-radius: 8px;
    background: var(--brand);
    color: #fff;
    cursor: pointer;
    font-size: 15px;
    font-weight: 600;
  }

  .wide:hover {
    background: var(--brand-hover);
  }

  .wide svg {
    width: 20px;
    height: 20px;
  }

  .round {
    display: grid;
    gap: 6px;
    justify-items: center;
    width: 7.5rem;
    padding: 4px;
    border: 0;
    border-radius: 8px;
    background: none;
    cursor: pointer;
    font-size: 13px;
  }

  .round .disc {
    display: grid;
    place-items: center;
    width: 56px;
    height: 56px;
    border: 1px solid transparent;
    border-radius: 50%;
    transition: background 0.12s;
  }

  .round[data-kind='danger'] .disc {
    background: var(--danger);
    color: #fff;
  }

  .round[data-kind='danger']:hover .disc {
    background: var(--danger-hover);
  }

  .round[data-kind='answer'] .disc {
    background: var(--answer);
    color: #fff;
  }

  .round[data-kind='answer']:hover .disc {
    background: var(--answer-hover);
  }

  .round[data-kind='neutral'] .disc {
    border-color: var(--line);
    background: var(--sunken);
  }

  .round[data-kind='neutral']:hover .disc {
    border-color: var(--control-line);
  }

  button:disabled {
    cursor: default;
    opacity: 0.5;
    pointer-events: none;
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
