// What costs: introspection, lists, what is kept, what is repeated in answers.
import {
  query,
  many,
  times,
  aliases,
  letters,
  introspection,
  typeChain,
  COSTS,
  PROGRESS,
  DOWN_TO_RECIPES,
  season,
  differentDocument,
} from './attack-documents.mjs'

export const COST = [
  ['1', 'introspection, 4 fragments of 16 aliases', [query(introspection(16))]],
  ['1', 'introspection, 4 fragments of 40 aliases', [query(introspection(40))]],
  ['1', 'fragments on __Type, 14 links, twice', times(2, query(typeChain(14)))],
  ['1', 'fragments on __Type, 20 links, twice', times(2, query(typeChain(20)))],
  [
    '2',
    '10 x costBreakdown and progress of an event, under 10,000 assignments',
    [query(season(`event{${aliases(10, 'c', COSTS)} ${aliases(10, 'p', PROGRESS)}}`))],
  ],
  [
    '2',
    '10 x the package down to the recipes, under 10,000 assignments',
    [query(season(aliases(10, 'p', DOWN_TO_RECIPES)))],
  ],
  [
    '2',
    '10 x assemblyCheck, under 10,000 assignments',
    [query(season(aliases(10, 'c', 'assemblyCheck{canAssemble missingRecipes{recipe{name} batchesMissing}}')))],
  ],
  [
    '2',
    '20 x dashboardSummary',
    [query(`{${aliases(20, 'd', `dashboardSummary{event{name ${COSTS}} plannedCost actualCost}`)}}`)],
  ],
  [
    '2',
    '20 x recipeCostBreakdown with all of its event',
    [
      query(
        `{${aliases(20, 'c', `recipeCostBreakdown(eventId:"event_1"){recipe{name category} plannedCost actualCost variance variancePercent}`)}}`,
      ),
    ],
  ],
  ['3', '136 bodies of 1 MB: one comment', () => many(136, (i) => query(`#${i} ${letters(1_040_000)}\n{__typename}`))],
  [
    '3',
    '136 bodies of 1 MB: 345,000 comments',
    () => many(136, (i) => query(`{a${i}:__typename}${'#\n'.repeat(345_000)}`)),
    { cpuSeconds: 120, seconds: 300 },
  ],
  [
    '3',
    '2,000 different small documents, each twice',
    () =>
      many(2000, (i) =>
        query(`query Q${i}{events(first:1){nodes{${aliases(40, `x${i}_`, 'name')} ${PROGRESS} ${COSTS}}}}`),
      ).flatMap((one) => [one, one]),
    { cpuSeconds: 120, seconds: 600 },
  ],
  [
    '3',
    '10,000 different documents of every kind, each twice',
    () =>
      many(10_000, (i) => query(differentDocument(i), { variables: { id: 'event_1' } })).flatMap((one) => [one, one]),
    { megabytes: 400, cpuSeconds: 300, seconds: 900 },
  ],
  [
    '4',
    'an operation name of 900 kB, repeated in 120 errors',
    [query(`query ${letters(900_000)}(${many(120, (i) => `$a${i}:Int`).join(' ')}){__typename}`)],
  ],
  [
    '4',
    'a variable name of 450 kB, and no value for it',
    [
      query(
        `mutation($${letters(450_000)}:UpdatePackageStatusInput!){updatePackageStatus(input:$${letters(450_000)}){assignment{id}}}`,
      ),
    ],
  ],
  [
    '4',
    'a variable name of 300 kB, and 120 unknown fields in its value',
    [
      query(
        `mutation($${letters(300_000)}:UpdatePackageStatusInput!){updatePackageStatus(input:$${letters(300_000)}){assignment{id}}}`,
        { variables: { [letters(300_000)]: Object.fromEntries(many(120, (i) => [`f${i}`, 1])) } },
      ),
    ],
  ],
  [
    '4',
    'a value of 1 MB in a variable of another type',
    [query('query($n:Int){events(first:$n){totalCount}}', { variables: { n: letters(1_000_000) } })],
  ],
  ['4', 'the same unknown field 1,900 times', [query(`{${'unknownField '.repeat(1900)}}`)]],
  ['4', 'an unknown name of 100 kB that looks like every known one', [query(`{${'event'.repeat(20_000)}}`)]],
]
