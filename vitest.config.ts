import { createRequire } from 'node:module'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // The copy that Node resolves: graphql has a second one for bundlers, and two don't know each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
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
