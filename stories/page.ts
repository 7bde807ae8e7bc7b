/** Puts an app on a page with its background: Storybook's canvas is white even in dark mode. */
export function inPage(app: HTMLElement, { isWide = false } = {}): HTMLElement {
  const page = document.createElement('main')
  const layout = isWide ? 'padding-inline: max(1rem, 50% - 32rem)' : 'display: grid; place-items: center'
  page.style.cssText = `color-scheme: light dark; background: light-dark(#f5f5f5, #141414); min-height: 100vh; padding: 1rem; box-sizing: border-box; ${layout}`
  page.append(app)
  return page
}

/** The content of a web component: Testing Library does not search shadow roots. */
export function contentOf({ shadowRoot }: HTMLElement): HTMLElement {
  const content = shadowRoot?.firstElementChild
  if (content instanceof HTMLElement) return content
  throw new Error('The component has not been rendered yet.')
}
