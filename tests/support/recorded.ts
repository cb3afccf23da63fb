import type { Connection } from '../../src/database/connection.js'
import type { Database } from '../../src/database/database.js'

/** A statement as it was sent. */
export interface Sent {
  readonly text: string
  readonly values: readonly unknown[]
}

/** The same database, and what sessions send to it, with the values. Empty `sent` before what is of interest. */
export function recorded(database: Database): { readonly database: Database; readonly sent: Sent[] } {
  const sent: Sent[] = []
  const recording = (connection: Connection): Connection => ({
    ...connection,
    query(text, values) {
      sent.push({ text, values })
      return connection.query(text, values)
    },
    wayIn() {
      const send = connection.wayIn()
      return (config) => {
        sent.push({ text: config.text, values: config.values ?? [] })
        return send(config)
      }
    },
  })
  return { database: { ...database, acquire: async (mode) => recording(await database.acquire(mode)) }, sent }
}
