import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql, type Statement, type WritingSession } from '../../src/session/session.js'
import { parseBackup } from '../../src/transfer/backup.js'
import { readCsv, type CsvFile } from '../../src/transfer/csv/file.js'
import { importCsv } from '../../src/transfer/csv/import.js'
import { importBackup } from '../../src/transfer/import.js'
import { describe as line, ImportError } from '../../src/transfer/problems.js'
import { printed, type ImportReport } from '../../src/transfer/report.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { cloneTemplate } from '../support/embedded-template.js'
import { change } from '../support/inventory-operations.js'
import { query } from '../support/query.js'
import { createDatabase } from '../support/transfer-database.js'

/** Ingredients with one product, with a preferred one, with several, with an archived one and without any. */
const pantry = {
  version: '4.2',
  suppliers: [{ name: 'Corner Shop' }, { name: 'Closed', is_active: false }],
  ingredients: [
    { display_name: 'Bread Flour', slug: 'flour_bread' },
    { display_name: 'Rye', slug: 'rye' },
    { display_name: 'Salt', slug: 'salt' },
    { display_name: 'Yeast', slug: 'yeast' },
    { display_name: 'Water', slug: 'water' },
    { display_name: 'Nuts', slug: 'nuts-whole' },
    { display_name: 'Nuts', slug: 'nuts-ground' },
  ],
  products: [
    { ingredient_slug: 'flour_bread', brand: 'Mill', package_unit: 'lb', package_unit_quantity: 25 },
    { ingredient_slug: 'rye', brand: 'Mill', package_unit: 'lb', package_unit_quantity: 5, preferred: true },
    { ingredient_slug: 'rye', brand: 'Mill', product_name: 'Dark', package_unit: 'lb', package_unit_quantity: 5 },
    { ingredient_slug: 'rye', brand: 'Farm', package_unit: 'kg', package_unit_quantity: '2.5' },
    { ingredient_slug: 'salt', brand: 'Sea', package_unit: 'oz', package_unit_quantity: 3 },
    { ingredient_slug: 'salt', brand: 'Sea', package_unit: 'oz', package_unit_quantity: 26 },
    { ingredient_slug: 'yeast', brand: 'Old', package_unit: 'g', package_unit_quantity: 7, is_hidden: true },
  ],
  recipes: [{ name: 'Bread', ingredients: [{ ingredient_slug: 'rye', quantity: 5, unit: 'lb' }] }],
  finished_units: [{ display_name: 'Loaf', recipe_name: 'Bread', items_per_batch: 1 }],
  finished_goods: [{ display_name: 'A Loaf', slug: 'a-loaf' }],
  compositions: [{ finished_good_slug: 'a-loaf', finished_unit_slug: 'loaf', component_quantity: 1 }],
  packages: [{ name: 'Box' }],
  package_finished_goods: [{ package_name: 'Box', finished_good_slug: 'a-loaf', quantity: 1 }],
  recipients: [{ name: 'Kim', household_name: 'North', notes: 'Was here before' }],
  events: [{ name: 'Fair', event_date: '2026-12-07' }],
  event_recipient_packages: [{ event_name: 'Fair', recipient_name: 'Kim', package_name: 'Box', quantity: 2 }],
}

const HEADER =
  'ingredient,product brand,product name,package unit,package quantity,supplier,date,packages,price per package,notes'

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'batchboard-csv-'))
  file = path.join(folder, 'file.csv')
})
afterAll(() => rm(folder, { recursive: true }))

async function readFrom(content: string | Uint8Array): Promise<CsvFile> {
  await writeFile(file, content)
  return readCsv(file)
}

/** What a person reads of a refusal. */
function linesOf(error: unknown): string[] {
  if (!(error instanceof ImportError)) throw new Error('It was not refused', { cause: error })
  return [...error.message.split('\n'), ...error.problems.map(line)].map((text) => text.replaceAll(file, 'FILE'))
}

/** CSV_LINES=100000 for as many as a bakery buys in decades. */
const LINES = Number(process.env['CSV_LINES'] ?? 20_000)

describe('The reading of a spreadsheet', () => {
  const refusal = async (content: string | Uint8Array) =>
    linesOf(await readFrom(content).catch((thrown: unknown) => thrown))

  it.each([
    ['a byte order mark and the line breaks of Windows', '\ufeffname,household\r\nAnn,East\r\n'],
    ['semicolons', 'name;household\nAnn;East\n'],
    ['tabs', 'name\thousehold\nAnn\tEast'],
    ['tabs, and the column first that is empty', 'address\tname\thousehold\n\tAnn\tEast'],
    ['quotes and space around cells', ' "Name" , "House-hold" \n "Ann" , "East" '],
    ['empty lines and empty columns', '\n\nname,household,,\nAnn,East,,\n,,,\n\n'],
    ['the line breaks of old Macs', 'name,household\rAnn,East\r'],
    ['characters that two pieces of the file share', `name,household,other\n\nAnn,East,${'é'.repeat(40_000)}`],
  ])('takes %s', async (_, content) => {
    const { kind, lines, problems } = await readFrom(content)
    expect({ kind, problems }).toEqual({ kind: 'recipients', problems: [] })
    expect(lines).toMatchObject([{ name: 'Ann', household: 'East', address: null, notes: null }])
  })

  it('knows a column without a name, and one that is unknown', async () => {
    expect((await readFrom('name,,Phone\nAnn,1,2')).unknownColumns).toEqual(['column 2, which has no name', 'Phone'])
  })

  it.each([
    ['name,notes\nZoe,\nAnn,"open\nBo,\n', 'recipients line 3, line: has a quote that is not closed'],
    [
      'name,notes\nZoe,\nAnn,5" tin\n',
      'recipients line 3, line: has a quote within a text: put the text in quotes, and write "" for each quote in it',
    ],
    [
      'name,notes\nZoe,\nAnn,"5" tin"\n',
      'recipients line 3, line: has a quote within a text: put the text in quotes, and write "" for each quote in it',
    ],
    [
      `name,notes\nZoe,\nAnn,"${'x'.repeat(300_000)}\n`,
      'recipients line 3, line: is longer than any line, or has a quote that is not closed',
    ],
  ])('says where it stops being CSV', async (content, problem) => {
    const { lines, problems } = await readFrom(content)
    expect(lines).toHaveLength(1)
    expect(problems.map(line)).toEqual([problem])
  })

  it('is refused without its columns, or with one twice', async () => {
    const expected = [
      '  for recipients: name; if need be household, address, notes',
      '  for purchases: ingredient, date, packages, price per package; if need be product brand, product name, package unit, package quantity, supplier, notes',
      'in any order. Nothing was imported.',
    ]
    const refused = (titles: string) => [
      `FILE is neither of recipients nor of purchases by its header row, ${titles}. Expected are`,
      ...expected,
    ]
    expect(await refusal('Colour,Size\nred,1\n')).toEqual(refused('"Colour, Size"'))
    expect(await refusal('ingredient,date\nrye,2026-11-01\n')).toEqual(refused('"ingredient, date"'))
    expect(await refusal('')).toEqual(refused('""'))
    expect(await refusal('name,household,Household Name\n')).toEqual([
      'FILE has one column twice: household and Household Name. Nothing was imported.',
    ])
  })

  it('is refused in another encoding, with too many lines, and with too many problems', async () => {
    const [latin = ''] = await refusal(Buffer.from('name\nJos\u00e9\n', 'latin1'))
    expect(latin).toContain('FILE is not UTF-8: byte 9')
    expect(await refusal(`name\n${'a\n'.repeat(200_001)}`)).toEqual([
      'FILE has more than 200000 lines. Nothing was imported.',
    ])
    const many = await refusal(`name,notes\n${',a\n'.repeat(2000)}`)
    expect(many).toHaveLength(1001)
    expect(many[0]).toBe('The file has more than 1000 problems: these are the first. Nothing was imported.')
  })
})

describe.each(databases)('A spreadsheet imported into the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  beforeEach(async () => {
    database = await open()
    client = await startClient(database.sessions)
    await writing((session) => importBackup(parseBackup(pantry), session))
    return async () => {
      await client.stop()
      await database.close()
    }
  })

  const writing = <T>(work: (session: WritingSession) => Promise<T>) =>
    inSession(database.sessions, { mode: 'write' }, work)
  const rows = (statement: Statement) => writing((session) => query<object>(session, statement))

  /** Imports a file of this content. */
  const readIn = async (content: string | Uint8Array): Promise<ImportReport> => {
    const csv = await readFrom(content)
    return writing((session) => importCsv(csv, session))
  }
  const counted = ({ sections }: ImportReport) =>
    Object.fromEntries(
      sections.map(({ section, added, alreadyThere, skipped }) => [section, [added, alreadyThere, skipped.length]]),
    )
  /** What a person reads of the refusal, and that nothing is there that was not before. */
  const refusal = async (content: string | Uint8Array): Promise<string[]> => {
    const before = await stock()
    const error: unknown = await readIn(content).catch((thrown: unknown) => thrown)
    expect(await stock()).toEqual(before)
    return linesOf(error)
  }
  const stock = () =>
    rows(sql`
      SELECT (SELECT count(*)::int FROM purchase) AS purchases, (SELECT count(*)::int FROM lot) AS lots,
        (SELECT count(*)::int FROM lot_entry) AS entries, (SELECT count(*)::int FROM supplier) AS suppliers,
        (SELECT count(*)::int FROM recipient) AS recipients, (SELECT count(*)::int FROM history_entry) AS history`)
  const purchases = () =>
    rows(sql`
      SELECT i.slug || ' ' || p.brand || ' ' || p.name || ' ' || trim_scale(p.package_unit_quantity) AS product,
        s.name AS supplier, purchased_on::text AS on, trim_scale(b.quantity)::text AS packages,
        trim_scale(price_per_package)::text AS price, b.notes
      FROM purchase b JOIN product p ON p.id = b.product_id JOIN ingredient i ON i.id = p.ingredient_id
      LEFT JOIN supplier s ON s.id = b.supplier_id ORDER BY b.id`)

  describe('of recipients', () => {
    const stored = () => rows(sql`SELECT name, household_name AS household, address, notes FROM recipient ORDER BY id`)
    const kim = { name: 'Kim', household: 'North', address: null, notes: 'Was here before' }

    it('adds those who are not there, with what they are called in full, and nobody twice', async () => {
      const file = [
        'Notes,NAME,Household_Name,address,Phone',
        ',Kim,North,,123',
        ',Kim,South,,',
        '"likes ""dark"" bread",José,,"1 High St\n  Town, A",',
        ',,,,',
        ',Kim,South,,456',
        ',Kim,South,2 High St,',
      ].join('\n')
      const report = await readIn(file)
      expect(counted(report)).toEqual({ recipients: [3, 1, 1] })
      expect(printed(report)).toContain('  recipients line 7: repeats recipients line 3\n')
      expect(printed(report)).toContain('Not imported, unknown columns:\n  Phone')
      const all = [
        kim,
        { name: 'Kim', household: 'South', address: null, notes: null },
        { name: 'José', household: null, address: '1 High St\n  Town, A', notes: 'likes "dark" bread' },
        { name: 'Kim', household: 'South', address: '2 High St', notes: null },
      ]
      expect(await stored()).toEqual(all)
      expect(counted(await readIn(file))).toEqual({ recipients: [0, 4, 1] })
      expect(await stored()).toEqual(all)
    })

    it('names each line that is wrong, and takes none', async () => {
      const file = ['name;address', 'Ann;', ';1 High St', `${'x'.repeat(201)};`, 'Bo;a;b', '"two\nlines";', 'a\u0000b;']
      expect(await refusal(file.join('\r\n'))).toEqual([
        'The file has 4 problems; nothing was imported.',
        'recipients line 3, name: is missing',
        `recipients line 4, name: "${'x'.repeat(80)}..." is longer than 200 characters`,
        'recipients line 5, line: "b" has more cells than the header: put texts with the delimiter in them in quotes',
        'recipients line 8, name: "a b" holds a character that is none',
      ])
    })
  })

  describe('of purchases', () => {
    const good = [
      HEADER,
      'Bread Flour,,,,,corner shop,2026-11-01,2,7.35,"sale, half off"',
      'FLOUR-BREAD,mill,,LB,25.0,,2026-11-01,0.5,20.0000000001,',
      'rye,,,,,Market,2026-11-02,1,9,',
      'rye,,,,,market,2026-11-02,1,9,',
      'Rye,Mill,Dark,,,,2026-11-02,1,10,',
      'rye,,,kg,,,2026-11-02,1,11,',
      'salt,,,,26,,2026-11-03,3,0,',
    ].join('\n')

    it('adds each as it is recorded by hand, with its lot and what it is worth', async () => {
      expect(counted(await readIn(good))).toEqual({ suppliers: [1, 0, 0], purchases: [7, 0, 0] })
      const on = '2026-11-02'
      expect(await purchases()).toEqual([
        {
          product: 'flour_bread Mill  25',
          supplier: 'Corner Shop',
          on: '2026-11-01',
          packages: '2',
          price: '7.35',
          notes: 'sale, half off',
        },
        {
          product: 'flour_bread Mill  25',
          supplier: null,
          on: '2026-11-01',
          packages: '0.5',
          price: '20.0000000001',
          notes: null,
        },
        { product: 'rye Mill  5', supplier: 'Market', on, packages: '1', price: '9', notes: null },
        { product: 'rye Mill  5', supplier: 'Market', on, packages: '1', price: '9', notes: null },
        { product: 'rye Mill Dark 5', supplier: null, on, packages: '1', price: '10', notes: null },
        { product: 'rye Farm  2.5', supplier: null, on, packages: '1', price: '11', notes: null },
        { product: 'salt Sea  26', supplier: null, on: '2026-11-03', packages: '3', price: '0', notes: null },
      ])
      const imported = sql`
        SELECT l.product_id, l.purchased_on::text, l.initial_quantity::text, l.quantity::text, l.value::text, l.unit_cost,
          l.version, l.location, l.notes, e.kind::text, e.quantity::text AS received, e.value::text AS worth, e.actor, e.reason,
          e.note, e.record_id, b.version AS purchase_version
        FROM purchase b JOIN lot l ON l.purchase_id = b.id JOIN lot_entry e ON e.lot_id = l.id
        WHERE b.product_id = 1 AND b.quantity = 2 ORDER BY b.id`
      const byHand = {
        productId: 'product_1',
        supplierId: 'supplier_1',
        packages: '2',
        pricePerPackage: '7.35',
        purchasedOn: '2026-11-01',
      }
      await change(client, 'recordPurchase', byHand)
      const [fromFile, recorded] = await rows(imported)
      expect(fromFile).toEqual(recorded)
      expect(fromFile).toMatchObject({ quantity: '50.0000000000', value: '14.7000', kind: 'RECEIVED' })
      // As with the import of a backup: what was there before the books began is no change.
      expect(await rows(sql`SELECT count(*)::int AS count FROM history_entry`)).toEqual([{ count: 1 }])
    })

    it('adds nothing the second time, however often a line is in the file, nor once they were corrected', async () => {
      await readIn(good)
      const before = await stock()
      expect(counted(await readIn(good))).toEqual({ suppliers: [0, 0, 0], purchases: [0, 7, 0] })
      expect(await stock()).toEqual(before)
      const corrections = [
        { id: 'purchase_1', supplierId: null },
        { id: 'purchase_2', supplierId: 'supplier_1', pricePerPackage: '21' },
        { id: 'purchase_3', purchasedOn: '2026-11-09', packages: '4' },
      ]
      for (const correction of corrections)
        expect(await change(client, 'correctPurchase', { ...correction, reason: 'Misread' })).toMatchObject({
          errors: [],
        })
      await change(client, 'voidPurchase', { id: 'purchase_4', reason: 'Twice' })
      expect(counted(await readIn(good))).toEqual({ suppliers: [0, 0, 0], purchases: [0, 7, 0] })
      // One more of what was there twice.
      const more = counted(await readIn(`${good}\nrye,,,,,MARKET,2026-11-02,1.00,9.0,`))
      expect(more).toEqual({ suppliers: [0, 0, 0], purchases: [1, 7, 0] })
      // Another price, or supplier, is another purchase.
      expect(counted(await readIn(`${HEADER}\nrye,,,,,Market,2026-11-02,1,9.01,\nrye,,,,,,2026-11-02,1,9,`))).toEqual({
        suppliers: [0, 0, 0],
        purchases: [2, 0, 0],
      })
    })

    it('changes what is planned to cost', async () => {
      const cost = async () =>
        (await client.ask('{ event(id: "event_1") { progress { plannedCost costGaps { reason } } } }')).data
      expect(await cost()).toMatchObject({ event: { progress: { plannedCost: '0.0000', costGaps: [{}] } } })
      await readIn(good)
      // 2 batches of 5 lb, which is one package.
      expect(await cost()).toEqual({ event: { progress: { plannedCost: '18.0000', costGaps: [] } } })
      await readIn(`${HEADER}\nrye,,,,,,2026-11-20,1,10.5,`)
      expect(await cost()).toEqual({ event: { progress: { plannedCost: '21.0000', costGaps: [] } } })
    })

    it('names each line that is wrong with its column, and takes none', async () => {
      const file = [
        'Ingredient;Brand;Product;Package unit;Package quantity;Supplier;Date;Packages;Price per package',
        'rye;;;;;;2026-11-02;1;9',
        'barley;;;;;;2026-11-02;1;9',
        'nuts;;;;;;2026-11-02;1;9',
        'water;;;;;;2026-11-02;1;9',
        'salt;;;;;;2026-11-02;1;9',
        'salt;Rock;;;;;2026-11-02;1;9',
        'yeast;;;;;;2026-11-02;1;9',
        'rye;;;;;closed;2026-11-02;1;9',
        'rye;;;;;;2/11/2026;1;9',
        'rye;;;;;;2026-02-30;1;9',
        'rye;;;;;;2026-11-02;1,5;9',
        'rye;;;;;;2026-11-02;0;$9',
        'rye;;;;;;2026-11-02;1;-9',
        'rye;;;;;;2026-11-02;1e3;0.12345678901',
        'rye;;;;;;2026-11-02;9999999999;10000000000',
        'rye;;;;;;2026-11-02;0.0000000000;9',
        ';;;;;;;;9',
        'rye;;;;x;;2026-11-02;1',
      ]
      const number = 'is not a number: write digits, and decimals with a point (12.5)'
      const date = 'is not a date as it is expected: YYYY-MM-DD (2026-11-28)'
      expect(await refusal(file.join('\n'))).toEqual([
        'The file has 23 problems; nothing was imported.',
        'purchases line 3, Ingredient: "barley" no ingredient has this name or slug',
        'purchases line 4, Ingredient: "nuts" more than one ingredient has this name: write its slug (nuts-whole; nuts-ground)',
        'purchases line 5, Ingredient: "water" has no product',
        'purchases line 6, Ingredient: "salt" more than one product fits (Sea 3 oz; Sea 26 oz): say which by product brand, product name, package unit and package quantity',
        'purchases line 7, Ingredient: "salt, Rock" no product fits: there is Sea 3 oz; Sea 26 oz',
        'purchases line 8, Ingredient: "yeast" its product is archived',
        'purchases line 9, Supplier: "closed" is archived',
        `purchases line 10, Date: "2/11/2026" ${date}`,
        `purchases line 11, Date: "2026-02-30" ${date}`,
        'purchases line 12, Packages: "1,5" has a comma: write decimals with a point, and thousands without a mark (1234.5)',
        'purchases line 13, Packages: "0" must be above 0',
        `purchases line 13, Price per package: "$9" ${number}`,
        'purchases line 14, Price per package: "-9" must not be negative',
        `purchases line 15, Packages: "1e3" ${number}`,
        'purchases line 15, Price per package: "0.12345678901" has more than 10 decimal places',
        'purchases line 16, Price per package: "10000000000" is too large',
        'purchases line 16, Packages: "9999999999" is too large',
        'purchases line 17, Packages: "0.0000000000" must be above 0',
        'purchases line 18, Ingredient: is missing',
        'purchases line 18, Date: is missing',
        'purchases line 18, Packages: is missing',
        `purchases line 19, Package quantity: "x" ${number}`,
        'purchases line 19, Price per package: is missing',
      ])
    })

    it('takes what is there already of a product that was archived since', async () => {
      await readIn(good)
      await rows(sql`UPDATE product SET archived = true WHERE package_unit_quantity = 26`)
      expect(counted(await readIn(good))).toEqual({ suppliers: [0, 0, 0], purchases: [0, 7, 0] })
    })

    it('takes a number of statements that does not depend on that of its lines', async () => {
      const file = (count: number, month: number) =>
        [HEADER, ...Array.from({ length: count }, (_, n) => `rye,,,,,S${month}${n},2026-${month}-01,1,${n},`)].join(
          '\n',
        )
      await readIn(file(1, 10))
      const statements = async (content: string) => {
        database.statements.length = 0
        await readIn(content)
        return database.statements.length
      }
      expect(await statements(file(500, 11))).toBe(await statements(file(1, 12)))
    })
  })
})

describe('The command, given a spreadsheet', () => {
  const cli = fileURLToPath(new URL('../../dist/transfer/cli.js', import.meta.url))
  const told = 'data:text/javascript,process.on("exit",()=>console.log("MAX_RSS "+process.resourceUsage().maxRSS))'
  const server = process.env['TEST_DATABASE_URL']

  /** Runs the import as a person does, over one database. */
  const commands = async (work: (run: (...args: string[]) => Promise<Ended>) => Promise<void>): Promise<void> => {
    const made = server === undefined ? await cloneTemplate() : await createDatabase(server)
    const settings = 'url' in made ? { DATABASE_URL: made.url } : { DATABASE_URL: undefined, DATA_DIR: made.dataDir }
    const env = { ...process.env, ...settings }
    try {
      await work(
        (...args) =>
          new Promise((resolve) => {
            execFile(process.execPath, ['--import', told, cli, ...args], { env }, (error, stdout, stderr) => {
              const mebibytes = Number(/MAX_RSS (\d+)/.exec(stdout)?.[1]) / 1024
              const code = typeof error?.code === 'number' ? error.code : 0
              resolve({ code, stdout: stdout.replace(/MAX_RSS.*\n/, ''), stderr, mebibytes })
            })
          }),
      )
    } finally {
      await ('drop' in made ? made.drop() : made.remove())
    }
  }
  interface Ended {
    readonly code: number
    readonly stdout: string
    readonly stderr: string
    readonly mebibytes: number
  }
  const report = (added: number, there: number) =>
    [
      '                   added already there       skipped',
      `recipients${String(added).padStart(14)}${String(there).padStart(14)}             0`,
      `total     ${String(added).padStart(14)}${String(there).padStart(14)}             0`,
      '',
    ].join('\n')

  it('says what is wrong, or what would be added, and changes nothing until it is asked to', { timeout: 120_000 }, () =>
    commands(async (run) => {
      const people = path.join(folder, 'PEOPLE.CSV')
      await writeFile(people, 'Name;Household\nAnn;East\n;West\n')
      const wrong = {
        code: 1,
        stdout: '',
        stderr: 'The file has one problem; nothing was imported.\n  recipients line 3, Name: is missing\n',
      }
      expect(await run('--check', people)).toMatchObject(wrong)
      expect(await run(people)).toMatchObject(wrong)
      await writeFile(people, 'Name;Household\nAnn;East\nBo;West\n')
      const inOrder = `${report(2, 0)}The file is in order. Nothing was imported.\n`
      expect(await run('--check', people)).toMatchObject({ code: 0, stdout: inOrder, stderr: '' })
      expect(await run(people)).toMatchObject({ code: 0, stdout: report(2, 0), stderr: '' })
      expect(await run(people)).toMatchObject({ code: 0, stdout: report(0, 2), stderr: '' })
    }),
  )

  // An embedded database is a PostgreSQL within the process, which takes more than the import.
  it.skipIf(server === undefined)(`takes ${String(LINES)} purchases below 512 MB`, { timeout: 300_000 }, () =>
    commands(async (run) => {
      const catalog = path.join(folder, 'catalog.json')
      await writeFile(catalog, JSON.stringify(pantry))
      await run(catalog)
      const many = path.join(folder, 'many.csv')
      const line = (n: number) =>
        `Bread Flour,Mill,Supplier ${String(n % 50)},2026-11-${String(10 + (n % 20))},${String(n)}.5,7.35,bought ${String(n)}`
      const titles = 'ingredient,product brand,supplier,date,packages,price per package,notes'
      await writeFile(many, [titles, ...Array.from({ length: LINES }, (_, n) => line(n))].join('\n'))
      const { code, stdout, mebibytes } = await run(many)
      expect({ code, isTold: stdout.includes(`purchases ${String(LINES).padStart(13)}`) }).toEqual({
        code: 0,
        isTold: true,
      })
      expect(mebibytes).toBeLessThan(512)
    }),
  )
})
