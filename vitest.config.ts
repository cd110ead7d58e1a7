import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'app/**/*.test.ts',
      'cli/**/*.test.ts',
      'scripts/**/*.test.ts',
      'e2e/*.test.ts',
      'e2e/kernel/**/*.test.ts',
    ],
    environment: 'node',
    // A hanging test ends; a slow machine is no failure.
    testTimeout: 120_000,
    setupFiles: ['src/explain/vocabulary.setup.ts'],
  },
})
