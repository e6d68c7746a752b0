/** JSON nested too deeply for the stack. */
export const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`

/** A body that never ends. */
export function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) })
}
