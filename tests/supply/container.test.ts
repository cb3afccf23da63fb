import { spawn } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { loadConfig } from '../../src/config.js'
import { startServer, type ServerUnderTest } from '../http/server-under-test.js'
import { root } from './packages.js'

// What can be said of a container without an engine that runs it.

const text = (file: string) => readFile(path.join(root, file), 'utf8')

/** The instructions of the Dockerfile, as [name, rest]. */
async function instructions(): Promise<[string, string][]> {
  const lines = (await text('Dockerfile')).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return lines.map((line) => [line.split(' ', 1)[0] ?? '', line.slice(line.indexOf(' ') + 1)])
}

describe('the Dockerfile', () => {
  it('copies files that there are, of those that .dockerignore lets through', async () => {
    const letThrough = (await text('.dockerignore')).split('\n').filter((line) => line.startsWith('!'))
    const copied = (await instructions())
      .filter(([name, rest]) => name === 'COPY' && !rest.startsWith('--from'))
      .flatMap(([, rest]) => rest.split(' ').slice(0, -1))
    for (const file of copied) expect((await stat(path.join(root, file))).size, file).toBeGreaterThan(0)
    expect(letThrough.sort()).toEqual(copied.map((file) => `!${file}`).sort())
  })

  it('takes all over that the package has, and what it needs from the registry', async () => {
    const { files } = z.object({ files: z.array(z.string()) }).parse(JSON.parse(await text('package.json')))
    const taken = (await instructions())
      .filter(([name, rest]) => name === 'COPY' && rest.startsWith('--from=build'))
      .flatMap(([, rest]) => rest.split(' ').slice(1, -1))
      .map((file) => path.posix.relative('/batchboard', file))
    for (const file of [...files, 'package.json', 'node_modules']) {
      expect(
        taken.some((each) => each === file || file.startsWith(`${each}/`)),
        file,
      ).toBe(true)
    }
  })

  it('runs as a user that is not root, what the package runs as its command', async () => {
    const names = (await instructions()).map(([name]) => name)
    const all = new Map(await instructions())
    expect(all.get('USER')).toBe('node')
    expect(names.indexOf('USER')).toBeLessThan(names.indexOf('ENTRYPOINT'))
    const { bin } = z.object({ bin: z.record(z.string(), z.string()) }).parse(JSON.parse(await text('package.json')))
    expect(JSON.parse(all.get('ENTRYPOINT') ?? '')).toEqual([bin['batchboard']])
  })

  describe('asks for its health', () => {
    let server: ServerUnderTest
    beforeAll(async () => {
      server = await startServer()
    })
    afterAll(() => server.http.close(0))

    it('in words that succeed while the server can serve, and only then', async () => {
      const line = new Map(await instructions()).get('HEALTHCHECK') ?? ''
      const [file = '', ...args] = z.array(z.string()).parse(JSON.parse(line.slice(line.indexOf('['))))
      const exitCode = () =>
        new Promise((resolve) => {
          const env = { PATH: process.env['PATH'] ?? '', PORT: String(server.port) }
          spawn(file, args, { env, stdio: 'ignore' }).on('close', resolve)
        })
      expect(await exitCode()).toBe(0)
      server.database.ready = () => Promise.reject(new Error('gone'))
      expect(await exitCode()).toBe(1)
      await server.http.close(0)
      expect(await exitCode()).toBe(1)
    })
  })
})

const service = z.strictObject({
  image: z.string(),
  build: z.literal('.').optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()),
  volumes: z.array(z.string()).optional(),
  healthcheck: z
    .strictObject({
      test: z.tuple([z.literal('CMD')], z.string()),
      interval: z.string(),
      timeout: z.string(),
      retries: z.number(),
    })
    .optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.string() })).optional(),
  ports: z.array(z.string()).optional(),
  restart: z.string().optional(),
})
const composition = z.strictObject({
  services: z.strictObject({ database: service, migrate: service, batchboard: service }),
  volumes: z.record(z.string(), z.null()),
})

describe('compose.yaml', async () => {
  // As a shell would where nothing is set: ${NAME:-default} is its default.
  const { services, volumes } = composition.parse(
    parse((await text('compose.yaml')).replaceAll(/\$\{\w+:-(\w+)\}/g, '$1')),
  )

  it('starts the server when PostgreSQL is healthy and migrated', () => {
    expect(services.database.healthcheck).toBeDefined()
    expect(services.migrate.depends_on).toEqual({ database: { condition: 'service_healthy' } })
    expect(services.migrate.command).toEqual(['migrate'])
    expect(services.batchboard.depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } })
  })

  it('gives it the address of that PostgreSQL, which keeps its data in a volume', () => {
    const {
      POSTGRES_USER: user = '',
      POSTGRES_PASSWORD: password = '',
      POSTGRES_DB: name = '',
    } = services.database.environment
    for (const { environment } of [services.migrate, services.batchboard]) {
      expect(loadConfig(environment).database.location).toEqual({
        kind: 'server',
        url: `postgresql://${user}:${password}@database:5432/${name}`,
      })
    }
    expect(services.database.volumes?.map((volume) => volume.split(':')[0])).toEqual(Object.keys(volumes))
  })

  it('publishes the server to this machine only, and the database to nobody', () => {
    expect(services.batchboard.ports).toEqual(['127.0.0.1:4000:4000'])
    expect(services.database.ports).toBeUndefined()
  })
})
