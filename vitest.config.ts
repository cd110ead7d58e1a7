import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'app/**/*.test.ts',
      'cli/**/*.test.ts',
      'scripts/**/*.test.ts',
      'e2e/kernel/**/*.test.ts',
    ],
    environment: 'node',
    setupFiles: ['src/explain/vocabulary.setup.ts'],
  },
})
