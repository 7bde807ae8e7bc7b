/** An app in a page of its colours: Storybook's canvas is white, whatever the system's are. */
export function inPage(app: HTMLElement, { isWide = false } = {}): HTMLElement {
  const page = document.createElement('main')
  const place = isWide ? 'padding-inline: max(1rem, 50% - 32rem)' : 'display: grid; place-items: center'
  page.style.cssText = `color-scheme: light dark; background: light-dark(#f5f5f5, #141414); min-height: 100vh; padding: 1rem; box-sizing: border-box; ${place}`
  page.append(app)
  return page
}

/** What Testing Library searches: an app has its own root. */
export function insideOf({ shadowRoot }: HTMLElement): HTMLElement {
  const inside = shadowRoot?.firstElementChild
  if (inside instanceof HTMLElement) return inside
  throw new Error('The app has not been rendered.')
}
