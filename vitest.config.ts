import { defineConfig } from 'vitest/config'

// Files share the modules that they load (no module of ours holds state of a town): loading them anew costs more than many a test.
const node = { environment: 'node' as const, testTimeout: 30_000, hookTimeout: 60_000, isolate: false }
const database = ['tests/support/global-setup.ts']

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...node,
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/support/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/*.long.test.ts'],
        },
      },
      {
        extends: true,
        test: { ...node, name: 'database', include: ['src/**/*.db.test.ts', 'tests/support/**/*.db.test.ts'], globalSetup: database },
      },
      {
        extends: true,
        test: {
          ...node,
          name: 'browser',
          include: ['tests/e2e/**/*.e2e.ts'],
          globalSetup: ['tests/e2e/global-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          ...node,
          name: 'spark',
          include: ['tests/spark/**/*.spark.ts'],
          globalSetup: database,
          testTimeout: 600_000,
          hookTimeout: 1_200_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: { ...node, name: 'long', include: ['**/*.long.test.ts'], globalSetup: database, testTimeout: 3_600_000, fileParallelism: false },
      },
    ],
  },
})
