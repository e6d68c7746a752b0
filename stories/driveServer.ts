import type { Conditions } from './conditions.ts'

let timer: ReturnType<typeof setInterval> | undefined

/**
 * Does to the server's simulator, over its controls, what the toolbar says. They cannot take a fault back, so it
 * happens three times and is over.
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
