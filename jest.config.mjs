import { existsSync } from 'node:fs';

const folders = ['apps', 'libs', 'tests', 'infra'].filter((folder) => existsSync(new URL(folder, import.meta.url)));

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  roots: folders.map((folder) => `<rootDir>/${folder}`),
  testMatch: ['**/*.test.{ts,mjs}'],
  testTimeout: 30_000,
  maxWorkers: 2,
};
