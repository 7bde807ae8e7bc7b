/**
 * Creates a selector that returns the same object for the same source, as React's useSyncExternalStore requires.
 *
 * @param sourceOf the part of the world on which the result depends. The result is cached by its identity.
 */
export function selectOnce<World, Source extends object, Result>(
  sourceOf: (world: World) => Source,
  make: (world: World) => Result,
): (world: World) => Result {
  const results = new WeakMap<Source, Result>()
  return (world) => {
    const source = sourceOf(world)
    const cached = results.get(source)
    if (cached !== undefined) return cached
    const result = make(world)
    results.set(source, result)
    return result
  }
}
