import { type PlotOptions, plot } from '@observablehq/plot'

/**
 * Draws a plot that is one picture to assistive technology, with one name. Plot names its parts, too: on groups without
 * a role, where names are not allowed.
 */
export function picture(options: PlotOptions & { readonly ariaLabel: string }): Element {
  const drawn = plot(options)
  drawn.setAttribute('role', 'img')
  for (const part of drawn.querySelectorAll('[aria-label], [aria-description]')) {
    part.removeAttribute('aria-label')
    part.removeAttribute('aria-description')
  }
  return drawn
}
