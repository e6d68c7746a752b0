#!/usr/bin/env node
import { createOperationsSimulator } from '../simulator/createOperationsSimulator.ts'
import { createSimulator } from '../twilio/simulator/createSimulator.ts'
import { readOpenApi } from './openapi/openApiDocument.ts'
import { printDefinitions } from './openapi/printDefinitions.ts'
import { HELP, UsageError, readCommand } from './readCommand.ts'
import type { Command } from './readCommand.ts'
import { simulate } from './simulate.ts'

/** Runs the command line. Exit codes: 0 success, 1 could not listen, 2 invalid arguments or document. */
async function main(args: readonly string[]): Promise<void> {
  const command = readCommand(args)
  if (command.kind === 'help') process.stdout.write(HELP)
  else if (command.kind === 'definitions')
    process.stdout.write(printDefinitions(await readOpenApi(command.file)))
  else await run(command)
}

async function run(command: Exclude<Command, { kind: 'help' | 'definitions' }>): Promise<void> {
  const isTwilio = command.kind === 'simulate'
  const simulator = isTwilio ? createSimulator(command.options) : createOperationsSimulator(command.options)
  const simulation = await simulate(simulator, command.address)
  const stop = () => {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    void simulation.close()
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  process.stdout.write(
    isTwilio
      ? `Simulator on ${simulation.url} (any user name and password; Ctrl+C stops it). ` +
          `Twilio client: client.conversations.baseUrl = client.memory.baseUrl = '${simulation.url}'\n`
      : `Simulator on ${simulation.url} (${command.options.contract}; Ctrl+C stops it). ` +
          `Any POST, PUT, PATCH or DELETE starts an operation.\n`,
  )
}

function explain(error: unknown): string {
  const { code, port, message } = readSystemError(error)
  if (code === 'EADDRINUSE') {
    return `Port ${port} is already in use. Free it, or choose another: --port 4011, or 0 for any free port.`
  }
  if (code === 'EACCES') return `This user may not use port ${port}. Choose one above 1023: --port 4010.`
  return `The simulator cannot listen: ${message}`
}

function readSystemError(error: unknown): { code: unknown; port: number | null; message: string } {
  if (!(error instanceof Error)) return { code: null, port: null, message: String(error) }
  const code = 'code' in error ? error.code : null
  const port = 'port' in error && typeof error.port === 'number' ? error.port : null
  return { code, port, message: error.message }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  const isUsage = error instanceof UsageError
  process.stderr.write(isUsage ? `${error.message}\nSee: react-accepted --help\n` : `${explain(error)}\n`)
  process.exitCode = isUsage ? 2 : 1
}
