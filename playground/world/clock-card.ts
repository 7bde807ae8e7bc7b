import { css, html } from 'lit'
import { tokens } from '../tokens.ts'
import { cardStyles } from './card-styles.ts'
import { EmulatorCard } from './emulator-card.ts'

/** The emulator's time: how fast it passes, and how to move it. */
export class ClockCard extends EmulatorCard {
  static override styles = [
    tokens,
    cardStyles,
    css`
      .row {
        justify-content: space-between;
      }

      time {
        font-size: 26px;
        font-variant-numeric: tabular-nums;
        line-height: 32px;
      }

      time span {
        color: var(--quiet);
        font-size: 17px;
      }

      .speeds {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
      }

      .speeds button {
        border-radius: 0;
      }

      .speeds button + button {
        border-inline-start: 0;
      }

      .speeds :first-child {
        border-start-start-radius: 6px;
        border-end-start-radius: 6px;
      }

      .speeds :last-child {
        border-start-end-radius: 6px;
        border-end-end-radius: 6px;
      }
    `,
  ]

  #ticking: ReturnType<typeof setInterval> | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#ticking = setInterval(() => this.requestUpdate(), 100)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#ticking)
  }

  protected override render() {
    const { clock } = this.emulator
    const [time = '', fraction = ''] = new Date(clock.now()).toISOString().slice(11, 23).split('.')
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Clock</h2>
      <div class="row">
        <time>${time}<span>.${fraction.slice(0, 1)}</span></time>
        <div class="row" role="group" aria-label="Move">
          <button @click=${() => clock.advance('1s')}>+1 s</button>
          <button @click=${() => clock.runToIdle()}>Run to idle</button>
        </div>
      </div>
      <div class="speeds" role="group" aria-label="Speed">
        ${this.#speed('Pause', 0)} ${this.#speed('1×', 1)} ${this.#speed('10×', 10)}
      </div>
    </section>`
  }

  #speed(label: string, rate: number) {
    const { clock } = this.emulator
    const choose = () => {
      clock.rate = rate
      this.requestUpdate()
    }
    return html`<button aria-pressed=${clock.rate === rate} @click=${choose}>${label}</button>`
  }
}
