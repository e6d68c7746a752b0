import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'

/**
 * API Extractor's report on an entry point of `dist`: all exports with their declarations, sorted by name.
 */
export async function writeApiReport(entryPoint: string): Promise<string> {
  const projectFolder = resolve('.')
  const folder = resolve('node_modules/.cache/react-accepted/api')
  const silent = { default: { logLevel: ExtractorLogLevel.None, addToApiReportFile: false } }
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: resolve('package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder,
      mainEntryPointFilePath: `${projectFolder}/dist/${entryPoint}.d.ts`,
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            module: 'esnext',
            moduleResolution: 'bundler',
            target: 'es2022',
            lib: ['es2023', 'dom', 'dom.iterable'],
            jsx: 'react-jsx',
            strict: true,
            exactOptionalPropertyTypes: true,
            types: ['node'],
            skipLibCheck: true, // test/package/declarations.test.ts checks them
          },
          files: [`${projectFolder}/dist/${entryPoint}.d.ts`],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: `${entryPoint.replace('/', '-')}.api.md`,
        reportFolder: folder,
        reportTempFolder: `${folder}/draft`,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: silent,
        extractorMessageReporting: {
          ...silent,
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.None, addToApiReportFile: true },
        },
        tsdocMessageReporting: silent,
      },
    },
  })
  const said: string[] = []
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback(message) {
      if (message.logLevel === ExtractorLogLevel.Error) said.push(message.text)
      message.handled = true
    },
  })
  if (said.length > 0) throw new Error(said.join('\n'))
  return readFile(`${folder}/${entryPoint.replace('/', '-')}.api.md`, 'utf8')
}
