import { describe, expect, it } from 'vitest'
import { parseBackup } from '../../src/transfer/backup.js'
import { describe as line, ImportError } from '../../src/transfer/problems.js'
import { recipes } from '../../src/transfer/sections/recipes.js'

const lineOf = (quantity: unknown) => ({
  version: '4.2',
  recipes: [{ name: 'Rolls', ingredients: [{ ingredient_slug: 'flour', quantity, unit: 'cup' }] }],
})
const quantityOf = (quantity: unknown) => {
  const backup = parseBackup(lineOf(quantity))
  return backup.problems[0]?.reason ?? recipes.rowsOf(backup)[0]?.lines[0]?.quantity
}

describe('a backup', () => {
  it.each([['3.0'], ['3.4'], ['4.2'], ['4.10'], [3.5]])('of version %s is read', (version) => {
    expect(parseBackup({ version, events: [] }).problems).toEqual([])
  })

  it.each([
    [null, 'not a backup'],
    ['text', 'not a backup'],
    [[], 'not a backup'],
    [{ name: 'batchboard', version: '4.2.0', dependencies: {} }, 'not a backup'],
    [{ events: [] }, 'not a backup'],
    [{ version: '2.0', events: [] }, 'version 2.0'],
    [{ version: '5.0', events: [] }, 'version 5.0'],
    [{ version: '40', events: [] }, 'version 40'],
  ])('is refused in one sentence where it is %j', (json, message) => {
    expect(() => parseBackup(json)).toThrow(ImportError)
    expect(() => parseBackup(json)).toThrow(message)
  })

  it.each([
    [1.2999999999999998, '1.3'],
    [0.1 + 0.2, '0.3'],
    [2, '2'],
    [2.0, '2'],
    [1e-7, '0.0000001'],
    [5e-11, '0.0000000001'],
    ['2.50', '2.5'],
    ['0.3333333333', '0.3333333333'],
    ['9999999999.9999999999', '9999999999.9999999999'],
  ])('takes the quantity %j as %s', (value, quantity) => {
    expect(quantityOf(value)).toBe(quantity)
  })

  it.each([
    [0, 'must be above 0'],
    [4e-11, 'must be above 0'],
    [-1, 'must be above 0'],
    [1e10, 'is too large'],
    [1e300, 'is too large'],
    ['Infinity', 'is not a number'],
    ['1,5', 'is not a number'],
    ['1'.repeat(1000), 'is not a number'],
    [true, 'is not a number'],
    [null, 'is missing'],
  ])('refuses the quantity %j: it %s', (value, reason) => {
    expect(quantityOf(value)).toBe(reason)
  })

  it('names the section as the file spells it, the row, the field and the value of all that can not be taken', () => {
    const { problems } = parseBackup({
      version: '3.4',
      ingredients: [
        { slug: 'flour' },
        { display_name: 'x'.repeat(201), slug: 'long' },
        { display_name: 'Salt', slug: 'salt', density_volume_value: 1 },
        { display_name: 'Nul\0', slug: 'nul' },
        { display_name: ' ', slug: 'blank' },
        'no row',
      ],
      variants: [{ ingredient_slug: 'flour', package_unit: 'lb', package_unit_quantity: 0 }],
      finished_units: [
        { slug: 'both', display_name: 'Both', recipe_name: 'Rolls', items_per_batch: 12, batch_percentage: 50 },
        { slug: 'none', display_name: 'None', recipe_name: 'Rolls', items_per_batch: null },
        { slug: 'half', display_name: 'Half', recipe_name: 'Rolls', items_per_batch: 1.5 },
      ],
      events: [{ name: 'Never', event_date: '2025-02-30' }],
      event_recipient_packages: [{ event_name: 'Never', recipient_name: 'Mom', quantity: 1, status: 'eaten' }],
      production_records: [
        { event_name: 'Never', recipe_name: 'Rolls', batches: 1, produced_at: 'noon', actual_cost: -1 },
      ],
      packages: {},
    })
    expect(problems.map(line)).toEqual([
      'ingredients row 1, display_name: is missing',
      `ingredients row 2, display_name: "${'x'.repeat(80)}..." is longer than 200 characters`,
      'ingredients row 3, density_volume_unit: is missing: a density has four values, or none',
      'ingredients row 4, display_name: "Nul " holds a character that is none',
      'ingredients row 5, display_name: " " is missing',
      'ingredients row 6, row: "no row" is not an object',
      'variants row 1, package_unit_quantity: "0" must be above 0',
      'finished_units row 1, items_per_batch: "12" and batch_percentage: exactly one of them must be given',
      'finished_units row 2, items_per_batch: "null" and batch_percentage: exactly one of them must be given',
      'finished_units row 3, items_per_batch: "1.5" must be a whole number',
      'packages row 0, packages: "{}" is not a list',
      'events row 1, event_date: "2025-02-30" is not a date',
      'event_recipient_packages row 1, status: "eaten" is none of pending, assembled, delivered',
      'event_recipient_packages row 1, package_slug: is missing',
      'production_records row 1, actual_cost: "-1" must not be negative',
      'production_records row 1, produced_at: "noon" is not a date and time',
    ])
  })
})
