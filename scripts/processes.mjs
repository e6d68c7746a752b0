// Starts processes, and kills them together with all their children.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const running = new Set()
process.once('exit', () => running.forEach(kill))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))

/** Runs a command to its end and returns its output. Rejects with the output if it fails. */
export async function run(folder, command, env = {}) {
  const child = begin(folder, command, env)
  const code = await child.closed
  if (code !== 0) throw new Error(`> ${command.join(' ')}\n${child.output()}`)
  return child.output()
}

/** Starts a server. `answers` waits up to 60 s for its first response. */
export function start(folder, command, env = {}) {
  const child = begin(folder, command, env)
  return {
    output: child.output,
    async answers(url) {
      const deadline = Date.now() + 60_000
      while (!(await isAnswered(url))) {
        if (child.hasEnded() || Date.now() > deadline)
          throw new Error(`${command.join(' ')} does not respond at ${url}.\n${child.output()}`)
        await sleep(50)
      }
    },
    async stop() {
      kill(child.group)
      await child.closed
    },
  }
}

/** An unused port, as a string. */
export async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return String(port)
}

function begin(folder, [command, ...args], env) {
  // npm sets these for the current project, but the application is a different one.
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_|^(NODE_ENV|INIT_CWD)$/i.test(name))
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  let hasEnded = false
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  killAtExit(child)
  const closed = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      hasEnded = true
      resolve(code)
    })
  })
  return { group: child.pid, output: () => output, hasEnded: () => hasEnded, closed }
}

/** Kills a process that was started with `detached`, and its children, when this process ends. */
export function killAtExit(child) {
  running.add(child.pid)
  child.once('close', () => running.delete(child.pid))
}

/** Kills the whole process group: killing only npm would leave its script running. */
export function kill(group) {
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // It has already ended.
  }
}

async function isAnswered(url) {
  try {
    await fetch(url, { signal: AbortSignal.timeout(20_000) })
    return true
  } catch {
    return false
  }
}
