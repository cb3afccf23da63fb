import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/bench/**'],
    // Makes the migrated embedded database that test files clone.
    globalSetup: ['tests/support/embedded-template.ts'],
    pool: 'forks',
    // A cold start of the embedded database takes seconds, and more on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What one test leaves behind must not feed the next.
    restoreMocks: true,
    unstubEnvs: true,
  },
})
