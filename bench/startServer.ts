import { spawn } from 'node:child_process'

/** The server that all contestants poll. It ends with this process. */
export interface BenchServer {
  readonly baseUrl: string
  readonly stop: () => void
}

export function startServer(file: string): Promise<BenchServer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_ENV: 'production' },
    })
    child.stdout.once('data', (port) =>
      resolve({ baseUrl: `http://127.0.0.1:${String(port).trim()}`, stop: () => child.stdin.end() }),
    )
    child.once('exit', () => reject(new Error('The benchmark server exited before it was ready')))
  })
}
