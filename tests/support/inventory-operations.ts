import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import type { Answer, TestClient } from './client.js'
import type { TestDatabase } from './database.js'
import { query } from './query.js'

const PURCHASE = `purchase {
  id version purchasedOn packages pricePerPackage notes voidedAt product { id } supplier { id }
  lot { id version purchasedOn quantity unit unitCost value notes product { id } purchase { id }
    entries { nodes { id kind quantity value actor reason note } } }
} repricedRecords { id }`
const LOT = `lot {
  id version purchasedOn quantity unit unitCost value notes product { id } purchase { id }
  entries { nodes { id kind quantity value actor reason note } }
}`

const INPUTS = {
  recordPurchase: ['RecordPurchaseInput', PURCHASE],
  correctPurchase: ['CorrectPurchaseInput', PURCHASE],
  voidPurchase: ['VoidInput', PURCHASE],
  recordLot: ['RecordLotInput', LOT],
  adjustLot: ['AdjustLotInput', LOT],
  correctLot: ['CorrectLotInput', LOT],
} as const
export type InventoryMutation = keyof typeof INPUTS

/** Asks one of the mutations of purchases and lots. */
export function change(client: TestClient, field: InventoryMutation, input: Record<string, unknown>): Promise<Answer> {
  const [type, selection] = INPUTS[field]
  return client.ask(`mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`, { input })
}

export interface Entry {
  readonly id: string
  readonly kind: string
  readonly quantity: string
  readonly value: string
  readonly actor: string | null
  readonly reason: string | null
  readonly note: string | null
}

export interface LotAnswer {
  readonly id: string
  readonly version: number
  readonly purchasedOn: string | null
  readonly quantity: string
  readonly unit: string
  readonly unitCost: string | null
  readonly value: string
  readonly notes: string | null
  readonly product: { readonly id: string }
  readonly purchase: { readonly id: string } | null
  readonly entries: { readonly nodes: readonly Entry[] }
}

export interface PurchaseAnswer {
  readonly id: string
  readonly version: number
  readonly purchasedOn: string
  readonly packages: string
  readonly pricePerPackage: string
  readonly notes: string | null
  readonly voidedAt: string | null
  readonly product: { readonly id: string }
  readonly supplier: { readonly id: string } | null
  readonly lot: LotAnswer
}

/** What came of a mutation that went well. */
export function purchaseIn({ data, errors }: Answer): PurchaseAnswer {
  if (errors.length > 0) throw new Error(`Answered with errors: ${JSON.stringify(errors)}`)
  // The operation was validated against the schema.
  const [payload] = Object.values(data as Record<string, { readonly purchase: PurchaseAnswer }>)
  if (payload === undefined) throw new Error('There is no payload')
  return payload.purchase
}

export function lotIn({ data, errors }: Answer): LotAnswer {
  if (errors.length > 0) throw new Error(`Answered with errors: ${JSON.stringify(errors)}`)
  const [payload] = Object.values(data as Record<string, { readonly lot: LotAnswer }>)
  if (payload === undefined) throw new Error('There is no payload')
  return payload.lot
}

/** All that the mutations of inventory write, to see that a refusal left nothing behind. */
export function inventoryOf({ sessions }: Pick<TestDatabase, 'sessions'>): Promise<unknown> {
  return inSession(sessions, { mode: 'read' }, async (session) => [
    await query(session, sql`SELECT * FROM purchase ORDER BY id`),
    await query(session, sql`SELECT * FROM lot ORDER BY id`),
    await query(session, sql`SELECT * FROM lot_entry ORDER BY id`),
    await query(session, sql`SELECT * FROM history_entry ORDER BY id`),
    await query(session, sql`SELECT contents, prices FROM catalog_revision`),
  ])
}
