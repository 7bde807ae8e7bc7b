import { css, html } from 'lit'
import { cardStyles } from './card-styles.ts'
import { EmulatorCard } from './emulator-card.ts'
import { tokens } from './tokens.ts'

/** Shows the emulator's time, and lets the user advance it or change its rate. */
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
        color: var(--text-muted);
        font-size: 17px;
      }

      .rates {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
      }

      .rates button {
        border-radius: 0;
      }

      .rates button + button {
        border-inline-start: 0;
      }

      .rates :first-child {
        border-start-start-radius: 6px;
        border-end-start-radius: 6px;
      }

      .rates :last-child {
        border-start-end-radius: 6px;
        border-end-end-radius: 6px;
      }
    `,
  ]

  #frame = 0
  #renderedTime = ''

  override connectedCallback(): void {
    super.connectedCallback()
    const tick = () => {
      if (this.#time() !== this.#renderedTime) this.requestUpdate()
      this.#frame = requestAnimationFrame(tick)
    }
    tick()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    cancelAnimationFrame(this.#frame)
  }

  /** With tenths of a second. */
  #time(): string {
    return new Date(this.emulator.clock.now()).toISOString().slice(11, 21)
  }

  protected override render() {
    const { clock } = this.emulator
    this.#renderedTime = this.#time()
    const [time = '', tenth = ''] = this.#renderedTime.split('.')
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Clock</h2>
      <div class="row">
        <time>${time}<span>.${tenth}</span></time>
        <div class="row" role="group" aria-label="Advance">
          <button @click=${() => clock.advance('1s')}>+1 s</button>
          <button @click=${() => clock.runToIdle()}>Run to idle</button>
        </div>
      </div>
      <div class="rates" role="group" aria-label="Rate">
        ${this.#rateButton('Pause', 0)} ${this.#rateButton('1×', 1)} ${this.#rateButton('10×', 10)}
      </div>
    </section>`
  }

  #rateButton(label: string, rate: number) {
    const { clock } = this.emulator
    const setRate = () => {
      clock.rate = rate
      this.requestUpdate()
    }
    return html`<button aria-pressed=${clock.rate === rate} @click=${setRate}>${label}</button>`
  }
}
