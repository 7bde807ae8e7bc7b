import { css, html } from 'lit'
import { cardStyles } from './card-styles.ts'
import { EmulatorCard } from './emulator-card.ts'
import { tokens } from './tokens.ts'

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

  #frame = 0
  #shown = ''

  override connectedCallback(): void {
    super.connectedCallback()
    const tick = () => {
      if (this.#text() !== this.#shown) this.requestUpdate()
      this.#frame = requestAnimationFrame(tick)
    }
    tick()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    cancelAnimationFrame(this.#frame)
  }

  /** To the tenth of a second. */
  #text(): string {
    return new Date(this.emulator.clock.now()).toISOString().slice(11, 21)
  }

  protected override render() {
    const { clock } = this.emulator
    this.#shown = this.#text()
    const [time = '', tenth = ''] = this.#shown.split('.')
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Clock</h2>
      <div class="row">
        <time>${time}<span>.${tenth}</span></time>
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
