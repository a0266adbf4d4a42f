/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  rootDir: '.',
  roots: ['<rootDir>/src', '<rootDir>/libs', '<rootDir>/test', '<rootDir>/examples'],
  // Enough for a machine that is busy with other work: what takes longer hangs.
  testTimeout: 30_000,
  // Most of the time of the suites that start processes is waiting: two of them share a machine of two cores.
  maxWorkers: 2,
  testRegex: String.raw`\.spec\.ts$`,
  moduleFileExtensions: ['js', 'ts', 'json', 'node'],
  extensionsToTreatAsEsm: ['.ts'],
  // Nest first, as a whole: jest cannot let a CommonJS package (the throttler) require it while it is being loaded.
  setupFiles: ['reflect-metadata', '@nestjs/common', '@nestjs/core'],
  moduleNameMapper: {
    '^@gateway/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^messages-gateway/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        module: { type: 'es6' },
        sourceMaps: 'inline',
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
          keepClassNames: true,
          experimental: { keepImportAttributes: true },
        },
      },
    ],
  },
};
