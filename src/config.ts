import { isIP } from 'node:net'
import { homedir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'

// graphql and Apollo Server read NODE_ENV when they are loaded, and in any mode but production they check themselves on
// each call: half the throughput. So a program imports this file before them.
process.env['NODE_ENV'] ||= 'production'

/** Everything that can be set from outside, read once at start. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly allowedHosts: readonly string[] | undefined
  readonly corsOrigins: readonly string[]
  readonly database: {
    readonly location:
      | { readonly kind: 'server'; readonly url: string }
      | { readonly kind: 'embedded'; readonly dataDir: string | undefined }
    /** The server's own address for migrations, if that is another. */
    readonly migrateUrl: string | undefined
    readonly preparedStatements: boolean
    readonly poolSize: number
    readonly poolWaitMs: number
    readonly statementTimeoutMs: number
    readonly lockTimeoutMs: number
  }
  readonly operationTimeoutMs: number
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  readonly executor: 'jit' | 'reference'
  readonly maxBodyBytes: number
  readonly maxCost: number
  readonly maxAnswerBytes: number
  readonly maxQueryBytes: number
  /** Cost points a minute for each client; undefined: no limit. */
  readonly rateLimit: number | undefined
  readonly trustedProxies: readonly string[] | undefined
  readonly shutdownGraceMs: number
}

/** What is wrong with the environment: one line for each mistake. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'))
  }
}

const KIB = 1024
/** A point is about a microsecond of CPU: ten of the most expensive operations, or some hundred boards. */
const RATE_LIMIT = 2_500_000

const environment = z.object({
  HOST: matching(/^[^\s/]+$/, 'a host name or an IP address')
    .default('127.0.0.1')
    .describe('The address to listen on. `0.0.0.0` listens on all of them.'),
  PORT: wholeNumber(0, 65_535).default(4000).describe('The port to listen on. `0` takes a free one.'),
  ALLOWED_HOSTS: list(isHost, 'host names, with or without a port, separated by commas')
    .optional()
    .describe(
      'The names by which clients may ask, as in `api.example.com,localhost:4000`. Not set: `localhost`, `127.0.0.1` and ' +
        '`[::1]` with the port if `HOST` is a loopback address; `localhost` and every IP address, with any port, if it is ' +
        '`0.0.0.0` or `::`; else what `HOST` says, with the port.',
    ),
  CORS_ORIGIN: list(isOrigin, 'origins like https://app.example.com, separated by commas')
    .optional()
    .describe('The origins of other sites whose pages may ask, as in `https://app.example.com`. Not set: none.'),
  DATABASE_URL: postgresUrl()
    .optional()
    .describe('The PostgreSQL server (15 or newer) to use. Not set: the embedded database in `DATA_DIR`.'),
  MIGRATE_DATABASE_URL: postgresUrl()
    .optional()
    .describe(
      "The server's own address for `npm run migrate`, if `DATABASE_URL` is that of a pooler in transaction mode. Not set: " +
        '`DATABASE_URL`.',
    ),
  PREPARED_STATEMENTS: oneOf(['on', 'off'])
    .default('on')
    .describe(
      "Whether statements are prepared by name. `off` behind a pooler that can't have them: PgBouncer older than 1.21, or " +
        'with `max_prepared_statements = 0`.',
    ),
  DATA_DIR: z
    .string()
    .optional()
    .describe(
      'Where the embedded database lives. Not set: a folder `batchboard` in the data directory of the user: ' +
        '`$XDG_DATA_HOME` or `~/.local/share`, `~/Library/Application Support` on macOS, `%LOCALAPPDATA%` on Windows.',
    ),
  POOL_SIZE: wholeNumber(1, 100)
    .default(8)
    .describe(
      'Connections to the PostgreSQL server, and so requests that can use it at the same time; those that write, three ' +
        'quarters of them.',
    ),
  POOL_WAIT_MS: wholeNumber(1, 60_000)
    .default(1000)
    .describe(
      'How long a request may wait for a connection. One that waits longer, or would have to, is answered with 503.',
    ),
  STATEMENT_TIMEOUT_MS: wholeNumber(1, 600_000)
    .default(8000)
    .describe('How long a single statement may run before the database cancels it.'),
  LOCK_TIMEOUT_MS: wholeNumber(1, 600_000)
    .default(5000)
    .describe('How long a statement may wait for a row that another request is changing.'),
  OPERATION_TIMEOUT_MS: wholeNumber(1, 60_000)
    .default(30_000)
    .describe(
      'How long an operation may take as a whole: its wait for a connection, all its statements, all its retries. Then ' +
        'it is stopped, rolled back, and answered with 504. A COMMIT is never stopped.',
    ),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('The least important message to log: `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`.'),
  EXECUTOR: oneOf(['jit', 'reference'])
    .default('jit')
    .describe('What executes operations: `jit` (compiled) or `reference` (graphql-js; slower, to compare with).'),
  MAX_BODY_BYTES: wholeNumber(KIB, 100 * KIB * KIB)
    .default(KIB * KIB)
    .describe('The largest request body that is read.'),
  MAX_COST: wholeNumber(1, 1_000_000_000)
    .default(250_000)
    .describe(
      'What an operation may cost, in points: about one for each field of its answer. `extensions.cost` of each answer ' +
        'says what it was.',
    ),
  MAX_ANSWER_BYTES: wholeNumber(KIB, 1024 * KIB * KIB)
    .default(25_000_000)
    .describe('The largest answer that is sent. A larger one is refused, and a mutation of it changes nothing.'),
  MAX_QUERY_BYTES: wholeNumber(KIB, KIB * KIB)
    .default(32 * KIB)
    .describe(
      "The longest text of an operation that is parsed. Long values belong into its variables, which don't count.",
    ),
  RATE_LIMIT: wholeNumber(0, 1_000_000_000)
    .optional()
    .describe(
      'Cost points that a client (an IPv4 address, a /64 of IPv6) may spend in a minute; `0`: as many as it likes. Not ' +
        `set: \`0\` if HOST is a loopback address, else \`${String(RATE_LIMIT)}\`.`,
    ),
  TRUST_PROXY: list(isNetwork, 'IP addresses and networks like 10.0.0.0/8, separated by commas')
    .optional()
    .describe(
      'The proxies whose `X-Forwarded-For` counts: IP addresses and networks, separated by commas. Not set: none, a ' +
        'client is who connects.',
    ),
  SHUTDOWN_GRACE_MS: wholeNumber(0, 600_000)
    .default(10_000)
    .describe('How long running requests may take to finish after SIGTERM or SIGINT.'),
})

/** Every variable with its default and meaning, as README lists them. */
export const configReference: readonly { name: string; default: string; meaning: string }[] = Object.entries(
  environment.shape,
).map(([name, schema]) => ({
  name,
  default: String(schema.parse(undefined) ?? ''),
  meaning: schema.description ?? '',
}))

/** Reads the environment. Throws ConfigError with all that is wrong with it. An empty value counts as not set. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): Config {
  const result = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!result.success) {
    throw new ConfigError(
      result.error.issues.map((issue) => {
        const name = String(issue.path[0])
        return `${name} must be ${issue.message}${name.endsWith('DATABASE_URL') ? '' : `, not ${shown(env[name])}`}`
      }),
    )
  }
  const values = result.data
  return {
    host: values.HOST,
    port: values.PORT,
    allowedHosts: values.ALLOWED_HOSTS,
    corsOrigins: values.CORS_ORIGIN ?? [],
    database: {
      location:
        values.DATABASE_URL === undefined
          ? { kind: 'embedded', dataDir: values.DATA_DIR ?? defaultDataDir(env, platform) }
          : { kind: 'server', url: values.DATABASE_URL },
      migrateUrl: values.MIGRATE_DATABASE_URL ?? values.DATABASE_URL,
      preparedStatements: values.PREPARED_STATEMENTS === 'on',
      poolSize: values.POOL_SIZE,
      poolWaitMs: values.POOL_WAIT_MS,
      statementTimeoutMs: values.STATEMENT_TIMEOUT_MS,
      lockTimeoutMs: values.LOCK_TIMEOUT_MS,
    },
    operationTimeoutMs: values.OPERATION_TIMEOUT_MS,
    logLevel: values.LOG_LEVEL,
    executor: values.EXECUTOR,
    maxBodyBytes: values.MAX_BODY_BYTES,
    maxCost: values.MAX_COST,
    maxAnswerBytes: values.MAX_ANSWER_BYTES,
    maxQueryBytes: values.MAX_QUERY_BYTES,
    rateLimit: (values.RATE_LIMIT ?? (isLoopback(values.HOST) ? 0 : RATE_LIMIT)) || undefined,
    trustedProxies: values.TRUST_PROXY,
    shutdownGraceMs: values.SHUTDOWN_GRACE_MS,
  }
}

function wholeNumber(min: number, max: number) {
  const error = `a whole number from ${String(min)} to ${String(max)}`
  return z
    .string()
    .regex(/^\d{1,15}$/, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error })
}

function postgresUrl() {
  return z.string().refine(isPostgresUrl, {
    error:
      'an address like postgres://user:password@host:5432/name, with # / ? @ in the password written as %23 %2F %3F %40',
  })
}

function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: `one of ${values.join(', ')}` })
}

function matching(pattern: RegExp, meaning: string) {
  return z.string().regex(pattern, { error: meaning })
}

/** Values separated by commas. */
function list(isOne: (value: string) => boolean, meaning: string) {
  return z
    .string()
    .transform((value) => value.split(',').map((each) => each.trim()))
    .refine((values) => values.every(isOne), { error: meaning })
}

function isHost(value: string): boolean {
  return /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(value)
}

function isOrigin(value: string): boolean {
  return /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value
}

/**
 * A password with a bare # / or ? would end the address of the server early, and pieces of it would be taken for a host,
 * a port or a database, which messages may show: so nothing that looks like the end of a password may follow there.
 */
function isPostgresUrl(value: string): boolean {
  const [, behind] = /^postgres(?:ql)?:\/\/(.*)$/is.exec(value) ?? []
  return behind !== undefined && !/#|[/?].*@/s.test(behind) && URL.canParse(value)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host)
}

function isNetwork(value: string): boolean {
  const [address = '', bits, ...more] = value.split('/')
  const length = isIP(address) === 4 ? 32 : 128
  return isIP(address) !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && +bits <= length))
}

/** A value as a message quotes it: on one line, and short. The address of a database is never quoted: it holds a password. */
function shown(value: string | undefined): string {
  const text = JSON.stringify(value ?? '')
  return text.length <= 60 ? text : `${text.slice(0, 56)}..."`
}

/** The user's data directory by each platform's convention. A relative XDG_DATA_HOME is to be ignored, says its standard. */
function defaultDataDir(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    return path.win32.join(env['LOCALAPPDATA'] || path.win32.join(homedir(), 'AppData', 'Local'), 'Batchboard')
  }
  const home = env['HOME'] || homedir()
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'Batchboard')
  const xdg = env['XDG_DATA_HOME'] ?? ''
  return path.posix.join(path.posix.isAbsolute(xdg) ? xdg : path.posix.join(home, '.local', 'share'), 'batchboard')
}
