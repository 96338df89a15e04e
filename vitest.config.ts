import { defineConfig } from 'vitest/config'

const node = { environment: 'node' as const, testTimeout: 30_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { ...node, name: 'unit', include: ['src/**/*.test.{ts,tsx}', 'tests/support/**/*.test.ts', 'bench/**/*.test.ts'], exclude: ['**/*.db.test.ts', '**/*.long.test.ts'] } },
      { extends: true, test: { ...node, name: 'database', include: ['src/**/*.db.test.ts', 'tests/support/**/*.db.test.ts'], exclude: ['tests/support/**/!(*.db).test.ts'], globalSetup: ['tests/support/global-setup.ts'] } },
      { extends: true, test: { ...node, name: 'browser', include: ['tests/e2e/**/*.e2e.ts'], globalSetup: ['tests/e2e/global-setup.ts'], testTimeout: 300_000, hookTimeout: 240_000, fileParallelism: false } },
    ],
  },
})
