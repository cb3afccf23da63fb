import pg from 'pg'
import { openEmbedded } from '../../src/database/embedded.js'

// Commits numbers one after another, from the one given on, and prints each when the database has acknowledged it.
const [dataDir = '', from = '1'] = process.argv.slice(2)
const database = await openEmbedded(dataDir)
const pool = new pg.Pool({ max: 1, stream: () => database.stream(), ssl: false })
await pool.query('CREATE TABLE IF NOT EXISTS loaf (n int PRIMARY KEY, filling text)')
for (let n = Number(from); ; n++) {
  await pool.query('INSERT INTO loaf VALUES ($1, $2)', [n, 'crumb'.repeat(n % 500)])
  process.stdout.write(`${n}\n`)
}
