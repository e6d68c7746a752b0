import type { Conditions } from './conditions.ts'

let timer: ReturnType<typeof setInterval> | undefined

/**
 * Applies the conditions of the toolbar to the server's simulator through its controls. The controls cannot
 * remove a fault, so each fault happens three times.
 */
export async function driveServer({ speed, faults }: Conditions): Promise<void> {
  clearInterval(timer)
  if (speed > 1) timer = setInterval(() => void control('advance', { ms: (speed - 1) * 500 }), 500)
  if (faults.length > 0)
    await control(
      'script',
      faults.map((rule) => ({ ...rule, times: 3 })),
    )
}

async function control(action: string, body: unknown): Promise<void> {
  await fetch(`/__simulator/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}
