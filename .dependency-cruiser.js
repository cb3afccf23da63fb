// The import rules of the house: resolvers -> loaders -> service -> rules; domains -> session -> database;
// http -> graphql -> domains. Type imports count as imports. What a single name may not do (PrismaClient,
// process.env) stands in eslint.config.js.

const domain = '^src/(production|planning|catalog|inventory|transfer)/'
const layer = (name) => `${domain}${name}([.]ts$|/)`
const entryPoints = '^src/(main|migrate|transfer/cli)[.]ts$'
const graphqlPackages =
  '^node_modules/(graphql|graphql-[^/]+|@graphql-[^/]+/[^/]+|@apollo/[^/]+|@as-integrations/[^/]+)/'
const databasePackages =
  '^node_modules/(pg|@types/pg|@prisma/(adapter-pg|driver-adapter-utils|schema-engine-wasm)|@electric-sql/[^/]+)/'

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

export default {
  forbidden: [
    forbid('no-cycles', 'Imports point one way.', {}, { circular: true }),
    forbid('no-missing-modules', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
    forbid(
      'no-development-packages',
      'What runs in production is in `dependencies`.',
      { path: '^src' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: '^node_modules/@types/' },
    ),
    forbid('no-tests-in-source', 'The product does not know its tests.', { path: '^src' }, { path: '^tests' }),

    forbid(
      'rules-are-pure',
      'Rules are functions of their arguments: no session, no database, no GraphQL, and no layer above them.',
      { path: layer('rules') },
      {
        path: [
          '^src/(session|database|graphql|http|generated)/',
          '^src/config[.]ts$',
          layer('(service|loaders|resolvers)'),
          graphqlPackages,
          databasePackages,
          '^node_modules/(@prisma/|dataloader/|fastify/)',
        ],
      },
    ),
    forbid(
      'services-know-no-loaders',
      'resolvers -> loaders -> service -> rules.',
      { path: layer('service') },
      { path: [layer('loaders'), '^node_modules/dataloader/'] },
    ),
    forbid(
      'nothing-imports-a-resolver',
      'Resolvers are put together in src/graphql/resolvers.ts and are of use nowhere else.',
      { path: '^src/', pathNot: ['^src/graphql/resolvers[.]ts$', layer('resolvers')] },
      { path: layer('resolvers') },
    ),
    forbid(
      'resolvers-only-of-their-own-room',
      'A resolver asks a loader or a service, not the resolver of another room.',
      { path: layer('resolvers') },
      { path: layer('resolvers'), pathNot: '^src/$1/resolvers' },
    ),
    forbid(
      'only-resolvers-know-graphql',
      'What a domain knows stays true without GraphQL.',
      { path: domain, pathNot: layer('resolvers') },
      { path: ['^src/graphql/', graphqlPackages] },
    ),
    forbid(
      'domains-reach-data-through-the-session',
      'domains -> session -> database.',
      { path: domain, pathNot: entryPoints },
      { path: ['^src/database/', databasePackages] },
    ),
    forbid(
      'session-knows-no-domain-and-no-graphql',
      'The session carries any work.',
      { path: '^src/session/' },
      { path: [domain, '^src/(graphql|http)/', graphqlPackages] },
    ),
    forbid(
      'database-is-the-ground-floor',
      'Everything stands on the database; it stands on nothing of ours.',
      { path: '^src/database/' },
      { path: [domain, '^src/(session|graphql|http)/', graphqlPackages] },
    ),
    forbid(
      'only-main-knows-http',
      'http -> graphql -> domains.',
      { path: '^src/', pathNot: ['^src/http/', entryPoints] },
      { path: ['^src/http/', '^node_modules/(fastify|@as-integrations/[^/]+)/'] },
    ),
    forbid(
      'http-asks-graphql',
      'HTTP carries requests; what they mean is for the schema.',
      { path: '^src/http/' },
      { path: domain },
    ),
    forbid('entry-points-are-entered', 'They start when they are loaded.', {}, { path: entryPoints }),
  ],
  options: {
    doNotFollow: { path: ['^node_modules', '^src/generated'] },
    exclude: { path: '^src/generated/prisma/(internal|models)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
