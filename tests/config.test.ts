import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { ConfigError, configReference, loadConfig } from '../src/config.js'

const home = { HOME: '/home/ada' }

function problems(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('loadConfig', () => {
  it('needs nothing to be set', () => {
    expect(loadConfig(home, 'linux')).toEqual({
      host: '127.0.0.1',
      port: 4000,
      database: {
        location: { kind: 'embedded', dataDir: '/home/ada/.local/share/batchboard' },
        poolSize: 8,
        poolWaitMs: 1000,
        statementTimeoutMs: 10_000,
        lockTimeoutMs: 5000,
      },
      logLevel: 'info',
      executor: 'jit',
      statements: 'direct',
      maxBodyBytes: 1024 * 1024,
      shutdownGraceMs: 10_000,
    })
  })

  it('takes an empty value for one that is not set', () => {
    const empty = Object.fromEntries(configReference.map(({ name }) => [name, '']))
    expect(loadConfig({ ...home, ...empty }, 'linux')).toEqual(loadConfig(home, 'linux'))
  })

  it('takes what is set', () => {
    expect(
      loadConfig({
        HOST: '::1',
        PORT: '0',
        DATABASE_URL: 'postgresql://ada:s%40crumb@db.example:5433/bakery',
        POOL_SIZE: '4',
        POOL_WAIT_MS: '50',
        STATEMENT_TIMEOUT_MS: '2000',
        LOCK_TIMEOUT_MS: '700',
        LOG_LEVEL: 'silent',
        EXECUTOR: 'reference',
        STATEMENTS: 'prisma',
        MAX_BODY_BYTES: '2048',
        SHUTDOWN_GRACE_MS: '0',
      }),
    ).toEqual({
      host: '::1',
      port: 0,
      database: {
        location: { kind: 'server', url: 'postgresql://ada:s%40crumb@db.example:5433/bakery' },
        poolSize: 4,
        poolWaitMs: 50,
        statementTimeoutMs: 2000,
        lockTimeoutMs: 700,
      },
      logLevel: 'silent',
      executor: 'reference',
      statements: 'prisma',
      maxBodyBytes: 2048,
      shutdownGraceMs: 0,
    })
  })

  it('prefers a server to a data directory', () => {
    const { database } = loadConfig({ DATABASE_URL: 'postgres:///bakery?host=/run/postgresql', DATA_DIR: '/data' })
    expect(database.location.kind).toBe('server')
  })

  it.each([
    ['linux', { ...home, XDG_DATA_HOME: '/data/ada' }, '/data/ada/batchboard'],
    ['linux', { ...home, XDG_DATA_HOME: 'not/absolute' }, '/home/ada/.local/share/batchboard'],
    ['linux', {}, `${homedir()}/.local/share/batchboard`],
    ['darwin', { HOME: '/Users/ada' }, '/Users/ada/Library/Application Support/Batchboard'],
    ['win32', { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' }, 'C:\\Users\\ada\\AppData\\Local\\Batchboard'],
    ['linux', { ...home, DATA_DIR: 'here' }, 'here'],
  ] as const)('keeps the embedded database where %s keeps data: %o', (platform, env, dataDir) => {
    expect(loadConfig(env, platform).database.location).toEqual({ kind: 'embedded', dataDir })
  })

  it.each([
    ['PORT', 'abc', 'PORT must be a whole number from 0 to 65535, not "abc"'],
    ['PORT', '65536', 'PORT must be a whole number from 0 to 65535, not "65536"'],
    ['PORT', '-1', 'PORT must be a whole number from 0 to 65535, not "-1"'],
    ['PORT', '80.5', 'PORT must be a whole number from 0 to 65535, not "80.5"'],
    ['PORT', '1e3', 'PORT must be a whole number from 0 to 65535, not "1e3"'],
    ['PORT', ' 80', 'PORT must be a whole number from 0 to 65535, not " 80"'],
    ['POOL_SIZE', '0', 'POOL_SIZE must be a whole number from 1 to 100, not "0"'],
    ['STATEMENT_TIMEOUT_MS', '0', 'STATEMENT_TIMEOUT_MS must be a whole number from 1 to 600000, not "0"'],
    ['HOST', 'http://localhost', 'HOST must be a host name or an IP address, not "http://localhost"'],
    ['EXECUTOR', 'JIT', 'EXECUTOR must be one of jit, reference, not "JIT"'],
    [
      'LOG_LEVEL',
      'loud\nly',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud\\nly"',
    ],
  ])('refuses %s=%j in one line', (name, value, line) => {
    expect(problems({ [name]: value })).toEqual([line])
  })

  it.each(['mysql://root:s3cret@db/bakery', 'postgres://ada:s3cr#t et@db:x/bakery', 's3cret'])(
    'refuses DATABASE_URL=%s without showing the password in it',
    (url) => {
      const [line, ...others] = problems({ DATABASE_URL: url })
      expect(line).toMatch(/^DATABASE_URL must be an address like postgres:\/\/user:password@host:5432\/name/)
      expect(line).not.toContain('s3cr')
      expect(others).toEqual([])
    },
  )

  it('tells of every mistake at once', () => {
    const lines = problems({ PORT: 'x', POOL_SIZE: '1000', EXECUTOR: 'fast', LOG_LEVEL: 'info' })
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['PORT', 'POOL_SIZE', 'EXECUTOR'])
  })
})

describe('configReference', () => {
  it('is what README says', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
    const rows = configReference.map(
      ({ name, default: fallback, meaning }) =>
        `| \`${name}\` | ${fallback === '' ? '' : `\`${fallback}\``} | ${meaning} |`,
    )
    // Prettier pads the cells of a table.
    const lines = readme.split('\n').map((line) => line.replaceAll(/ +/g, ' '))
    for (const row of rows) expect(lines).toContain(row.replaceAll(/ +/g, ' '))
  })
})
