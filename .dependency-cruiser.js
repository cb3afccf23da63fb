// The import rules of the house: http -> graphql; api -> domains -> session -> database, and api, domains -> graphql
// -> session; in a domain resolvers -> loaders -> service -> rules. Type imports count as imports. What a single name may
// not do (PrismaClient, process.env) stands in eslint.config.js.
import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'

const room = '^src/(history|catalog|planning|inventory|production)/'
const domain = '^src/(production|planning|catalog|inventory|history|transfer)/'
const layer = (name) => `${domain}(|[a-z-]+-)${name}([.]ts$|/)`
const entryPoints = '^src/(main|migrate|transfer/cli|transfer/export-cli)[.]ts$'
const graphqlPackages =
  '^node_modules/(graphql|graphql-[^/]+|@graphql-[^/]+/[^/]+|@apollo/[^/]+|@as-integrations/[^/]+)/'
const databasePackages = '^node_modules/(pg|@types/pg|@prisma/(adapter-pg|driver-adapter-utils)|@electric-sql/[^/]+)/'

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** The fields of Mutation, as their files are named: update-package-status. */
const mutations = Object.keys(
  buildSchema(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'))
    .getMutationType()
    .getFields(),
).map((field) => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))

/** What all may import: the files beside main.ts, as domain-error.ts and paging.ts, and Node itself. */
const basis = [
  '^src/(calendar|decimal|global-ids|inputs|lookup|ordering|paging|quantities|slugs|domain-error)[.]ts$',
  '^node:',
]
const decimals = '^node_modules/fraction[.]js/'
/** `service` is the file service.ts, and where a room has one for each type: recipe-service.ts. */
const named = (...names) => `(|[a-z-]+-)(${names.join('|')})[.]ts$`
const inRooms = (...names) => `${room}${named(...names)}`
const inOwnRoom = (...names) => `^src/$1/${named(...names)}`
const session = ['^src/session/', '^node_modules/zod/']

/** What a file of a domain may import, by its name, or its last word; a name that is not here is none. */
const files = {
  units: [decimals],
  rules: [inRooms('rules', 'units'), decimals],
  service: [inRooms('service', 'rules', 'units'), inOwnRoom('derived'), ...session],
  // What follows from rows, and is kept under their revisions.
  derived: [inRooms('service', 'rules', 'units'), ...session],
  // What to do next: bakes, packing and shopping, from what the rooms know.
  plan: [inRooms('service', 'rules'), inOwnRoom('derived'), ...session],
  // For mutations: lots, purchases and records as they stand in the ledger, and how entries are added to it and to the history.
  ledger: [inRooms('ledger', 'service', 'rules'), inOwnRoom('derived'), ...session],
  entries: [inRooms('service', 'rules'), ...session],
  // How definitions are read by what changes them, and how the history tells them.
  definitions: [inRooms('definitions', 'entries', 'service', 'rules', 'units'), ...session],
  lists: [inRooms('service', 'rules')],
  loaders: [
    inRooms('loaders', 'service', 'rules'),
    inOwnRoom('derived', 'plan'),
    '^src/session/',
    '^node_modules/dataloader/',
  ],
  [`(${mutations.join('|')})`]: [
    inRooms('definitions', 'ledger', 'entries', 'service', 'rules', 'units'),
    inOwnRoom('derived', ...mutations),
    ...session,
  ],
  resolvers: [
    inRooms('loaders', 'service', 'rules', 'lists'),
    inOwnRoom('plan', ...mutations),
    '^src/graphql/',
    '^src/generated/resolvers[.]ts$',
    '^node_modules/graphql/',
  ],
}
const names = Object.keys(files)
const aKnownName = `${room}${named(...names)}`

export default {
  forbidden: [
    forbid('no-cycles', 'Imports point one way.', {}, { circular: true }),
    {
      name: 'no-cycles-of-folders',
      comment:
        'What a folder stands on does not stand on it. (The files beside main.ts are in no folder of their own.)',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/' },
      to: { circular: true, path: '^src/' },
    },
    forbid('no-missing-modules', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
    forbid('no-files-that-nobody-imports', 'What is of no use goes.', { orphan: true, path: '^src/' }, {}),
    forbid(
      'no-development-packages',
      'What runs in production is in `dependencies`, or put into dist by the build, as Prisma Client is.',
      { path: '^src', pathNot: '^src/generated/prisma/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: '^node_modules/@types/' },
    ),
    forbid('no-tests-in-source', 'The product does not know its tests.', { path: '^src' }, { path: '^tests' }),

    // ── The rooms ──────────────────────────────────────────────────────────────────────────────────────────────────────
    ...names.map((name) =>
      forbid(
        `what-${name.startsWith('(') ? 'mutations' : name}-import`,
        'What a file of a domain may import follows from its name: see `files`.',
        { path: `${room}${named(name)}` },
        { path: ['^src/', '^node_modules/'], pathNot: [...basis, ...files[name]] },
      ),
    ),
    forbid(
      'no-file-without-a-known-name',
      'A file of a domain is named as what it is: see `files`. One that holds a mutation is named as the field.',
      { path: room, pathNot: aKnownName },
      {},
    ),
    forbid(
      'no-import-of-a-file-without-a-known-name',
      'The same, for one that imports nothing.',
      {},
      {
        path: room,
        pathNot: aKnownName,
      },
    ),
    forbid(
      'catalog-knows-no-other-room',
      'production -> inventory, planning -> catalog -> history.',
      { path: '^src/catalog/' },
      { path: domain, pathNot: '^src/(catalog|history)/' },
    ),
    forbid(
      'history-knows-no-other-room',
      'What was changed is told by its type and number.',
      { path: '^src/history/' },
      { path: domain, pathNot: '^src/history/' },
    ),
    forbid(
      'planning-and-inventory-know-the-catalog',
      'production -> inventory, planning -> catalog -> history.',
      { path: '^src/(planning|inventory)/' },
      { path: domain, pathNot: '^src/($1|catalog|history)/' },
    ),
    forbid(
      'no-room-knows-the-transfer',
      'Files are carried in and out around the rooms.',
      { path: room },
      { path: '^src/transfer/' },
    ),
    forbid(
      'nothing-imports-a-resolver',
      'Resolvers are put together in src/api/resolvers.ts and are of use nowhere else.',
      { path: '^src/', pathNot: '^src/api/resolvers[.]ts$' },
      { path: layer('resolvers') },
    ),

    // ── The storeys ────────────────────────────────────────────────────────────────────────────────────────────────────
    forbid(
      'graphql-lies-below-the-domains',
      'src/graphql is what all fields share: it knows none of them.',
      { path: '^src/graphql/' },
      { path: [domain, '^src/(api|http|database|generated)/'] },
    ),
    forbid(
      'only-main-knows-the-api',
      'src/api puts the rooms together; nothing below it knows the whole.',
      { path: '^src/', pathNot: ['^src/api/', '^src/generated/', entryPoints] },
      { path: '^src/api/' },
    ),
    forbid(
      'the-api-knows-no-transport-and-no-storage',
      'main -> http, api; api -> domains -> session -> database.',
      { path: '^src/api/' },
      { path: ['^src/(http|database|transfer)/', databasePackages, '^node_modules/fastify/'] },
    ),
    forbid(
      'only-resolvers-know-graphql',
      'What a domain knows stays true without GraphQL.',
      { path: domain, pathNot: layer('resolvers') },
      { path: ['^src/graphql/', '^src/generated/resolvers[.]ts$', graphqlPackages] },
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
      { path: [domain, '^src/(api|graphql|http)/', graphqlPackages] },
    ),
    forbid(
      'database-is-the-ground-floor',
      'Everything stands on the database; it stands on nothing of ours.',
      { path: '^src/database/' },
      { path: [domain, '^src/(api|session|graphql|http)/', graphqlPackages] },
    ),
    forbid(
      'only-main-knows-http',
      'main -> http -> graphql.',
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
