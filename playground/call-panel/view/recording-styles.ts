import { css } from 'lit'

export const recordingStyles = css`
  .recordings {
    display: grid;
    gap: 12px;
  }

  .recording {
    display: grid;
    gap: 8px;
  }

  .recording .dot {
    display: inline-block;
    width: 10px;
    height: 10px;
    margin-inline-end: 8px;
    border-radius: 50%;
    background: var(--danger);
    animation: blink 1.2s ease-in-out infinite alternate;
  }

  .recording audio {
    width: 100%;
    height: 40px;
  }

  .download {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    justify-self: start;
    border-radius: 4px;
    color: var(--brand-text);
    font-weight: 600;
    text-decoration: none;
  }

  .download:hover {
    text-decoration: underline;
  }

  .download svg {
    width: 18px;
    height: 18px;
  }

  .download .quiet {
    font-weight: 400;
  }

  @keyframes blink {
    to {
      opacity: 0.25;
    }
  }
`
