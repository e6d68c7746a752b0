import { spawn } from 'node:child_process'

/** Timeout of a child, ms. */
const LONGEST_MS = 90_000

/** Runs one measurement in a separate process, in production mode, and parses the JSON that it prints. */
export function runChild<T>(
  file: string,
  args: readonly (string | number)[],
  flags: readonly string[] = [],
): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, file, ...args.map(String)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_ENV: 'production' },
      timeout: LONGEST_MS,
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += String(chunk)))
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output))
      else reject(new Error(`${file} ${args.join(' ')} exited with ${code ?? 'a signal'}`))
    })
  })
}
