/** One field before and after a change, as texts that people read; null is nothing. */
export interface FieldChange {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

/** What has a history. */
export const SUBJECT_TYPES = [
  'Assignment',
  'Event',
  'FinishedGood',
  'FinishedUnit',
  'Ingredient',
  'Lot',
  'Package',
  'Product',
  'ProductionRecord',
  'Purchase',
  'Recipe',
  'Recipient',
  'Supplier',
] as const
export type SubjectType = (typeof SUBJECT_TYPES)[number]

/** The fields that differ, in the order of `after`. */
export function changesBetween(
  before: Readonly<Record<string, string | null>>,
  after: Readonly<Record<string, string | null>>,
): FieldChange[] {
  return Object.entries(after).flatMap(([field, value]) => {
    const old = before[field] ?? null
    return old === value ? [] : [{ field, before: old, after: value }]
  })
}
