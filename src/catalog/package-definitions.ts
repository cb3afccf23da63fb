import { z } from 'zod'
import { archived, inList, invalid } from '../domain-error.js'
import { globalId } from '../global-ids.js'
import type { Definition } from '../history/definitions.js'
import { MAX_PARTS, MAX_QUANTITY } from '../quantities.js'
import { read, sql, type WritingSession } from '../session/session.js'
import { finishedGoodNotFound } from './finished-good-service.js'
import { packageNotFound } from './package-service.js'

async function findPackage(id: number, session: WritingSession) {
  return session.package.findUnique({
    where: { id },
    include: {
      contents: { select: { finishedGoodId: true, quantity: true }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    },
  })
}

export const packageDefinition: Definition<NonNullable<Awaited<ReturnType<typeof findPackage>>>> = {
  type: 'Package',
  notFound: packageNotFound,
  find: findPackage,
  historyFields: ({ name, notes, contents, archived }) => ({
    name,
    notes,
    contents:
      contents.length === 0
        ? null
        : contents
            .map(({ finishedGoodId, quantity }) => `${String(quantity)} x ${globalId('FinishedGood', finishedGoodId)}`)
            .join(', '),
    archived: archived ? 'true' : null,
  }),
}

/** A quantity of a good in a package. */
export interface NewContent {
  readonly finishedGoodId: number
  readonly quantity: number
}

/** Throws VALIDATION_FAILED for more goods than a package can have, a good twice, or a quantity that can't be meant. */
export function checkContents(contents: readonly NewContent[]): void {
  if (contents.length > MAX_PARTS) throw invalid('contents', `may be at most ${String(MAX_PARTS)}`)
  const seen = new Set<number>()
  for (const [index, { finishedGoodId, quantity }] of contents.entries()) {
    inList('contents', index, () => {
      if (seen.has(finishedGoodId)) throw invalid('finishedGoodId', 'is in the list already')
      if (quantity < 1 || quantity > MAX_QUANTITY) {
        throw invalid('quantity', `must be from 1 to ${String(MAX_QUANTITY)}`)
      }
    })
    seen.add(finishedGoodId)
  }
}

/**
 * Returns a check that throws VALIDATION_FAILED (reason ARCHIVED) for goods that are archived, but for those that were
 * `held` before. Throws FINISHED_GOOD_NOT_FOUND.
 */
export async function findGoods(
  contents: readonly NewContent[],
  held: readonly { readonly finishedGoodId: number }[],
  session: WritingSession,
): Promise<{ readonly checkNotArchived: () => void }> {
  const rows = await read(
    session,
    sql`SELECT id, archived FROM finished_good WHERE id = ANY(${contents.map(({ finishedGoodId }) => finishedGoodId)})`,
    z.strictObject({ id: z.int(), archived: z.boolean() }),
  )
  const isArchived = new Map(rows.map((row) => [row.id, row.archived]))
  const heldIds = new Set(held.map(({ finishedGoodId }) => finishedGoodId))
  for (const [index, { finishedGoodId }] of contents.entries()) {
    inList('contents', index, () => {
      if (!isArchived.has(finishedGoodId)) throw finishedGoodNotFound(finishedGoodId)
    })
  }
  return {
    checkNotArchived: () => {
      for (const [index, { finishedGoodId }] of contents.entries()) {
        inList('contents', index, () => {
          if (isArchived.get(finishedGoodId) === true && !heldIds.has(finishedGoodId)) throw archived('finishedGoodId')
        })
      }
    },
  }
}
