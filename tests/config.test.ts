import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import fc from 'fast-check'
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
      allowedHosts: undefined,
      corsOrigins: [],
      database: {
        location: { kind: 'embedded', dataDir: '/home/ada/.local/share/batchboard' },
        migrateUrl: undefined,
        preparedStatements: true,
        poolSize: 8,
        poolWaitMs: 1000,
        statementTimeoutMs: 8000,
        lockTimeoutMs: 5000,
      },
      operationTimeoutMs: 30_000,
      logLevel: 'info',
      executor: 'jit',
      maxBodyBytes: 1024 * 1024,
      maxCost: 250_000,
      maxAnswerBytes: 25_000_000,
      maxQueryBytes: 32 * 1024,
      rateLimit: undefined,
      trustedProxies: undefined,
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
        ALLOWED_HOSTS: 'api.example.com, localhost:4000,[::1]:4000',
        CORS_ORIGIN: 'https://app.example.com,http://localhost:5173',
        DATABASE_URL: 'postgresql://ada:s%40crumb@db.example:5433/bakery',
        MIGRATE_DATABASE_URL: 'postgresql://ada:s%40crumb@db.example:5432/bakery',
        PREPARED_STATEMENTS: 'off',
        POOL_SIZE: '4',
        POOL_WAIT_MS: '50',
        STATEMENT_TIMEOUT_MS: '2000',
        LOCK_TIMEOUT_MS: '700',
        OPERATION_TIMEOUT_MS: '5000',
        LOG_LEVEL: 'silent',
        EXECUTOR: 'reference',
        MAX_BODY_BYTES: '2048',
        MAX_COST: '1000',
        MAX_ANSWER_BYTES: '5000',
        MAX_QUERY_BYTES: '1024',
        RATE_LIMIT: '5000',
        TRUST_PROXY: '10.0.0.0/8, 192.0.2.7,2001:db8::/32',
        SHUTDOWN_GRACE_MS: '0',
      }),
    ).toEqual({
      host: '::1',
      port: 0,
      allowedHosts: ['api.example.com', 'localhost:4000', '[::1]:4000'],
      corsOrigins: ['https://app.example.com', 'http://localhost:5173'],
      database: {
        location: { kind: 'server', url: 'postgresql://ada:s%40crumb@db.example:5433/bakery' },
        migrateUrl: 'postgresql://ada:s%40crumb@db.example:5432/bakery',
        preparedStatements: false,
        poolSize: 4,
        poolWaitMs: 50,
        statementTimeoutMs: 2000,
        lockTimeoutMs: 700,
      },
      operationTimeoutMs: 5000,
      logLevel: 'silent',
      executor: 'reference',
      maxBodyBytes: 2048,
      maxCost: 1000,
      maxAnswerBytes: 5000,
      maxQueryBytes: 1024,
      rateLimit: 5000,
      trustedProxies: ['10.0.0.0/8', '192.0.2.7', '2001:db8::/32'],
      shutdownGraceMs: 0,
    })
  })

  it.each([
    [{}, undefined],
    [{ HOST: 'localhost' }, undefined],
    [{ HOST: '127.0.0.2' }, undefined],
    [{ HOST: '::1' }, undefined],
    [{ HOST: '0.0.0.0' }, 2_500_000],
    [{ HOST: '127.example.org' }, 2_500_000],
    [{ HOST: '0.0.0.0', RATE_LIMIT: '0' }, undefined],
    [{ HOST: 'localhost', RATE_LIMIT: '10' }, 10],
  ])('limits what clients may spend by default where others can reach it: %o', (env, rateLimit) => {
    expect(loadConfig({ ...home, ...env }).rateLimit).toBe(rateLimit)
  })

  it.each(['all', '10.0.0.0/33', '10.0.0.1,,', '::/129', '10.0.0.0/8/8'])('trusts no proxy called %s', (value) => {
    expect(problems({ TRUST_PROXY: value })).toEqual([
      `TRUST_PROXY must be IP addresses and networks like 10.0.0.0/8, separated by commas, not "${value}"`,
    ])
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
    [
      'ALLOWED_HOSTS',
      'https://api.example.com',
      'ALLOWED_HOSTS must be host names, with or without a port, separated by commas, not "https://api.example.com"',
    ],
    [
      'ALLOWED_HOSTS',
      'a,,b',
      'ALLOWED_HOSTS must be host names, with or without a port, separated by commas, not "a,,b"',
    ],
    ['ALLOWED_HOSTS', '*', 'ALLOWED_HOSTS must be host names, with or without a port, separated by commas, not "*"'],
    ['CORS_ORIGIN', '*', 'CORS_ORIGIN must be origins like https://app.example.com, separated by commas, not "*"'],
    [
      'CORS_ORIGIN',
      'null',
      'CORS_ORIGIN must be origins like https://app.example.com, separated by commas, not "null"',
    ],
    [
      'CORS_ORIGIN',
      'https://app.example.com/',
      'CORS_ORIGIN must be origins like https://app.example.com, separated by commas, not "https://app.example.com/"',
    ],
    ['EXECUTOR', 'JIT', 'EXECUTOR must be one of jit, reference, not "JIT"'],
    [
      'LOG_LEVEL',
      'loud\nly',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud\\nly"',
    ],
  ])('refuses %s=%j in one line', (name, value, line) => {
    expect(problems({ [name]: value })).toEqual([line])
  })

  it.each([
    'mysql://root:s3cret@db/bakery',
    'postgres://ada:s3cr#t et@db:x/bakery',
    's3cret',
    // What is before the # / or ? reads as a port, and what is behind as a path.
    'postgres://ada:12#s3cret@db/bakery',
    'postgres://ada:12/s3cret@db/bakery',
    'postgres://ada:12?s3cret@db/bakery',
    'postgres://ada:p@s3cr/s3cret@db/bakery',
    'postgres://ada:p@s3cr#t@db/bakery',
  ])('refuses DATABASE_URL=%s without showing the password in it', (url) => {
    const [line, ...others] = problems({ DATABASE_URL: url })
    expect(line).toMatch(/^DATABASE_URL must be an address like postgres:\/\/user:password@host:5432\/name/)
    expect(line).not.toContain('s3cr')
    expect(others).toEqual([])
  })

  it('takes no part of any password for the server, the port or the database', () => {
    const characters = ['#', '@', '/', '?', ':', '%', '1', 's', '\\', '[', ']', ' ', '&', '=']
    const password = fc.string({ unit: fc.constantFrom(...characters) })
    fc.assert(
      fc.property(password, (unescaped) => {
        const settings = { DATABASE_URL: `postgres://ada:${unescaped}@db.example:5433/bakery` }
        let config
        try {
          config = loadConfig(settings)
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigError)
          return
        }
        const { location } = config.database
        const url = new URL(location.kind === 'server' ? location.url : '')
        expect([url.host, url.pathname, url.search, url.hash]).toEqual(['db.example:5433', '/bakery', '', ''])
      }),
      { numRuns: 2000 },
    )
  })

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
