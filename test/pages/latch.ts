/** Something that happens once, and that others wait for. */
export interface Latch {
  readonly open: () => void
  readonly opened: Promise<void>
}

export function createLatch(): Latch {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open: () => open(), opened }
}
