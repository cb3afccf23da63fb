import { readFile } from 'node:fs/promises'
import { inSession, type Sessions } from '../session/in-session.js'
import { parseBackup } from './backup.js'
import { importBackup } from './import.js'

/** Fills a database with the demo's sample data: a bakery with three events, in different states. */
export async function seedDemo(sessions: Sessions): Promise<void> {
  // The same way up from src/transfer and from dist/transfer.
  const file = new URL('../../prisma/demo.json', import.meta.url)
  const backup = parseBackup(JSON.parse(await readFile(file, 'utf8')))
  await inSession(sessions, { mode: 'write' }, (session) => importBackup(backup, session))
}
