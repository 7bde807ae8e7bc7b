/**
 * A selector that gives the same object for the same source, as React's useSyncExternalStore demands.
 * @param sourceOf What the result follows from: it is kept for as long as that is the same object.
 */
export function selectOnce<World, Source extends object, Result>(
  sourceOf: (world: World) => Source,
  make: (world: World) => Result,
): (world: World) => Result {
  const results = new WeakMap<Source, Result>()
  return (world) => {
    const source = sourceOf(world)
    const known = results.get(source)
    if (known !== undefined) return known
    const made = make(world)
    results.set(source, made)
    return made
  }
}
