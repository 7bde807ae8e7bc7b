/** An example of the README, with the name in the comment above it. */
export interface Example {
  readonly name: string
  readonly code: string
}

/** The named examples of the README, in order. */
export function examplesOf(readme: string): readonly Example[] {
  const found = readme.matchAll(/^<!-- example: (\w+) -->\n```ts\n([\s\S]*?)^```$/gm)
  return [...found].map(([, name = '', code = '']) => ({ name, code }))
}

/** The code of one example. @throws Error when the README has no such example. */
export function exampleNamed(readme: string, name: string): string {
  const example = examplesOf(readme).find((candidate) => candidate.name === name)
  if (!example) throw new Error(`README.md has no example named '${name}'.`)
  return example.code
}
