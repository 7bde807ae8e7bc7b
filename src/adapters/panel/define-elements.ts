/**
 * Makes elements known to the page, those that are not yet. Called, and not done where a module is imported: what is
 * imported for its effect only is left out of a build, because this package says that it has no effects.
 */
export function defineElements(elements: Readonly<Record<string, CustomElementConstructor>>): void {
  for (const [name, element] of Object.entries(elements)) {
    if (!customElements.get(name)) customElements.define(name, element)
  }
}
