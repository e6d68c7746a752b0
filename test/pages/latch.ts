/** An event that happens once and can be awaited. */
export interface Latch {
  readonly open: () => void
  readonly opened: Promise<void>
}

export function createLatch(): Latch {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open: () => open(), opened }
}
