import { type PlotOptions, plot } from '@observablehq/plot'

/**
 * Draws a plot as one image with one accessible name. Plot also names its groups, which have no role and therefore may not
 * have a name.
 */
export function drawImage(options: PlotOptions & { readonly ariaLabel: string }): Element {
  const image = plot(options)
  image.setAttribute('role', 'img')
  for (const part of image.querySelectorAll('[aria-label], [aria-description]')) {
    part.removeAttribute('aria-label')
    part.removeAttribute('aria-description')
  }
  return image
}
