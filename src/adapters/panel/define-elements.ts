/**
 * Registers custom elements, unless they are registered already. This is a function and no side effect of an import:
 * the package declares `sideEffects: false`, so bundlers drop modules that are imported for an effect only.
 */
export function defineElements(elements: Readonly<Record<string, CustomElementConstructor>>): void {
  for (const [name, element] of Object.entries(elements)) {
    if (!customElements.get(name)) customElements.define(name, element)
  }
}
