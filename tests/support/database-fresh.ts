import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { openEmbedded } from '../../src/database/embedded.js'
import { cloneEmpty } from './embedded-template.js'

/** An empty database, gone after `drop`. */
export interface FreshDatabase {
  pool: pg.Pool
  /** Another pool on the same database, ended by `drop`; none on the embedded one, which has one connection. */
  anotherPool?: () => pg.Pool
  drop(): Promise<void>
}

/** The kinds of database a suite runs on: the embedded one, and a server where the environment names one. */
export const databaseKinds: { kind: string; create: () => Promise<FreshDatabase> }[] = [
  { kind: 'embedded', create: freshEmbedded },
]
const adminUrl = process.env['TEST_DATABASE_URL']
if (adminUrl) databaseKinds.push({ kind: 'server', create: () => freshOnServer(adminUrl) })

async function freshEmbedded(): Promise<FreshDatabase> {
  const { dataDir, remove } = await cloneEmpty()
  const database = await openEmbedded(dataDir)
  const pool = new pg.Pool({ max: 1, stream: () => database.stream(), ssl: false })
  return {
    pool,
    async drop() {
      await pool.end()
      await database.close()
      await remove()
    },
  }
}

async function freshOnServer(url: string): Promise<FreshDatabase> {
  const name = `batchboard_test_${randomUUID().replaceAll('-', '')}`
  await asAdmin(url, `CREATE DATABASE ${name}`)
  const connectionString = Object.assign(new URL(url), { pathname: `/${name}` }).href
  const pools: pg.Pool[] = []
  const anotherPool = () => {
    const pool = new pg.Pool({ connectionString })
    // `end` does not wait until the server has let go, and `drop` may come before: the server then says so.
    pool.on('error', () => undefined)
    pools.push(pool)
    return pool
  }
  return {
    pool: anotherPool(),
    anotherPool,
    async drop() {
      await Promise.all(pools.map((pool) => pool.end()))
      await asAdmin(url, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function asAdmin(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
