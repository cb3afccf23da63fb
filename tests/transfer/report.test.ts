import { expect, it } from 'vitest'
import { printed } from '../../src/transfer/report.js'

it('prints what was added, already there and skipped, with the first twenty reasons of a section', () => {
  const skipped = Array.from({ length: 25 }, (_, n) => ({ row: n + 1, reason: 'repeats events row 1' }))
  const lines = printed({
    sections: [
      { section: 'recipes', added: 12, alreadyThere: 3, skipped: [], skippedFields: [] },
      {
        section: 'events',
        added: 1,
        alreadyThere: 0,
        skipped,
        skippedFields: [{ row: 1, field: 'delivered_to', reason: 'it is not delivered' }],
      },
    ],
    unknownSections: [{ section: 'materials', rows: 1 }],
  }).split('\n')
  expect(lines.slice(0, 7)).toEqual([
    '                added already there       skipped',
    'recipes            12             3             0',
    'events              1             0            25',
    'total              13             3            25',
    '',
    'Skipped:',
    '  events row 1: repeats events row 1',
  ])
  expect(lines.slice(-5)).toEqual([
    '  ... and 5 more',
    '  events row 1, delivered_to: it is not delivered',
    '',
    'Not imported, unknown sections:',
    '  materials: 1 row',
  ])
})
