import type { z } from 'zod'

let checks = false

/**
 * Turns the checking of rows on. Test runs do: a column that a SELECT lacks would reach clients as null. In production
 * it would cost more than the statement itself.
 */
export function checkRows(): void {
  checks = true
}

/** Says that rows are as their shape says. Throws for one that is not, if rows are checked. */
export function assertRows<Row extends z.ZodType<object>>(
  rows: unknown[],
  shape: Row,
  { text }: { readonly text: string },
): asserts rows is z.infer<Row>[] {
  if (!checks) return
  for (const row of rows) {
    const { error } = shape.safeParse(row)
    if (error !== undefined) throw new Error(`A row is not as its shape says: ${error.message}\n${text}`)
  }
}
