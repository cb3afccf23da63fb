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
  readonly database: {
    readonly location:
      | { readonly kind: 'server'; readonly url: string }
      | { readonly kind: 'embedded'; readonly dataDir: string | undefined }
    readonly poolSize: number
    readonly poolWaitMs: number
    readonly statementTimeoutMs: number
    readonly lockTimeoutMs: number
  }
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  readonly executor: 'jit' | 'reference'
  readonly statements: 'direct' | 'prisma'
  readonly maxBodyBytes: number
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

const environment = z.object({
  HOST: matching(/^[^\s/]+$/, 'a host name or an IP address')
    .default('127.0.0.1')
    .describe('The address to listen on. `0.0.0.0` listens on all of them.'),
  PORT: wholeNumber(0, 65_535).default(4000).describe('The port to listen on. `0` takes a free one.'),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, {
      error: 'an address like postgres://user:password@host:5432/name (special characters in it percent-encoded)',
    })
    .optional()
    .describe('The PostgreSQL server (15 or newer) to use. Not set: the embedded database in `DATA_DIR`.'),
  DATA_DIR: z
    .string()
    .optional()
    .describe(
      'Where the embedded database lives. Not set: a folder `batchboard` in the data directory of the user: ' +
        '`$XDG_DATA_HOME` or `~/.local/share`, `~/Library/Application Support` on macOS, `%LOCALAPPDATA%` on Windows.',
    ),
  POOL_SIZE: wholeNumber(1, 100)
    .default(8)
    .describe('Connections to the PostgreSQL server, and so requests that can use it at the same time.'),
  POOL_WAIT_MS: wholeNumber(1, 60_000)
    .default(1000)
    .describe(
      'How long a request may wait for a connection. One that waits longer, or would have to, is answered with 503.',
    ),
  STATEMENT_TIMEOUT_MS: wholeNumber(1, 600_000)
    .default(10_000)
    .describe('How long a single statement may run before the database cancels it.'),
  LOCK_TIMEOUT_MS: wholeNumber(1, 600_000)
    .default(5000)
    .describe('How long a statement may wait for a row that another request is changing.'),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('The least important message to log: `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`.'),
  EXECUTOR: oneOf(['jit', 'reference'])
    .default('jit')
    .describe('What executes operations: `jit` (compiled) or `reference` (graphql-js; slower, to compare with).'),
  STATEMENTS: oneOf(['direct', 'prisma'])
    .default('direct')
    .describe(
      'How set-based statements are sent: `direct` on the connection of the transaction, or through `prisma` (slower, to ' +
        'compare with).',
    ),
  MAX_BODY_BYTES: wholeNumber(KIB, 100 * KIB * KIB)
    .default(KIB * KIB)
    .describe('The largest request body that is read.'),
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
        return `${name} must be ${issue.message}${name === 'DATABASE_URL' ? '' : `, not ${shown(env[name])}`}`
      }),
    )
  }
  const values = result.data
  return {
    host: values.HOST,
    port: values.PORT,
    database: {
      location:
        values.DATABASE_URL === undefined
          ? { kind: 'embedded', dataDir: values.DATA_DIR ?? defaultDataDir(env, platform) }
          : { kind: 'server', url: values.DATABASE_URL },
      poolSize: values.POOL_SIZE,
      poolWaitMs: values.POOL_WAIT_MS,
      statementTimeoutMs: values.STATEMENT_TIMEOUT_MS,
      lockTimeoutMs: values.LOCK_TIMEOUT_MS,
    },
    logLevel: values.LOG_LEVEL,
    executor: values.EXECUTOR,
    statements: values.STATEMENTS,
    maxBodyBytes: values.MAX_BODY_BYTES,
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

function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: `one of ${values.join(', ')}` })
}

function matching(pattern: RegExp, meaning: string) {
  return z.string().regex(pattern, { error: meaning })
}

function isPostgresUrl(value: string): boolean {
  return URL.canParse(value) && ['postgres:', 'postgresql:'].includes(new URL(value).protocol)
}

/** A value as a message quotes it: on one line, and short. DATABASE_URL is never quoted, it holds a password. */
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
