module.exports = {
  // jsdom with Node's own fetch, Request and Response, which the simulator and the proxy use.
  testEnvironment: 'jest-fixed-jsdom',
  transform: {
    '\\.[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
  // Jest runs CommonJS; react-accepted is published as ES modules.
  transformIgnorePatterns: ['/node_modules/(?!react-accepted/)'],
}
