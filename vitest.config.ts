import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// What needs more than Node is left out where it is not there: a server for the tests of concurrency and faults, a
// browser for the playground. CI has both, and fails where it can't get them.
const beyondNode = [
  ...(process.env['TEST_DATABASE_URL'] === undefined ? ['tests/**/*.server.test.ts'] : []),
  ...(process.env['CHROMIUM_PATH'] === undefined ? ['tests/browser/**'] : []),
]

/** What changes modules, Node's own or ours, or measures the memory of its process. */
const alone = [
  'tests/database/embedded.test.ts',
  'tests/graphql/documents.test.ts',
  'tests/transfer/backup-schema.test.ts',
]

export default defineConfig({
  // The copy that Node resolves: graphql has a second one for bundlers, and two don't know each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    // Files share a process, one after another: loading the server and warming it up for each took half of the time.
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          isolate: false,
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/bench/**', ...beyondNode, ...alone],
        },
      },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
    // Makes the migrated embedded database that test files clone.
    globalSetup: ['tests/support/global-setup.ts'],
    // Rows are checked against their shapes in every test.
    setupFiles: ['tests/support/check-rows.ts'],
    pool: 'forks',
    // Much of a test's time is waiting for a database.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A cold start of the embedded database takes seconds, and more on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What one test leaves behind must not feed the next.
    restoreMocks: true,
    unstubEnvs: true,
  },
})
