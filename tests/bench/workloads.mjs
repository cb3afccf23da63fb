// What is asked: one operation in the contract's words, one in PostGraphile's own, and the way from its answer back.

const COUNTS = '{ total pending assembled delivered }'

/** The operations as the contract words them; the product, Mercurius and the tutorial server understand these. */
export const CONTRACT = {
  tiny: '{ __typename }',
  row: 'query Row($id: ID!) { event(id: $id) { name } }',
  progress: `query Progress($id: ID!) {
    productionProgress(eventId: $id) {
      recipes {
        recipe { name } batchesRequired batchesProduced batchesRemaining isComplete plannedCost actualCost
      }
      assignments ${COUNTS}
      quantities ${COUNTS}
      plannedCost actualCost isComplete
      costGaps { recipe { name } ingredient { slug } reason }
    }
  }`,
  dashboard: `query Dashboard {
    dashboardSummary {
      event { id name date } recipesComplete recipesTotal
      assignments ${COUNTS}
      quantities ${COUNTS}
      plannedCost actualCost isComplete
    }
  }`,
  nested: `query Nested {
    events(first: 10) { nodes { name
      assignments(first: 50) { nodes { quantity status
        recipient { name }
        package { name contents { quantity
          finishedGood { name components { quantity
            finishedUnit { name recipe { name category } }
            finishedGood { name }
          } }
        } }
      } }
    } }
  }`,
  board: `query Board($id: ID!) {
    dashboardSummary {
      event { id name date } recipesComplete recipesTotal
      assignments ${COUNTS}
      quantities ${COUNTS}
      plannedCost actualCost isComplete
    }
    events(first: 20) { nodes { id name date
      progress { assignments ${COUNTS} plannedCost actualCost isComplete }
    } }
    event(id: $id) { id name
      assignments(first: 50) { nodes { id quantity status
        recipient { name }
        package { name }
        assemblyCheck { canAssemble missingRecipes { recipe { name } batchesMissing } }
      } }
    }
  }`,
  update: `mutation Update($id: ID!, $status: PackageStatus!) {
    updatePackageStatus(input: { assignmentId: $id, status: $status }) { assignment { id status } }
  }`,
  bake: `mutation Bake($event: ID!, $recipe: ID!, $batches: Int!) {
    recordProduction(input: { eventId: $event, recipeId: $recipe, batches: $batches }) { record { id batches actualCost } }
  }`,
  purchase: `mutation Purchase($product: ID!, $date: Date!, $packages: Decimal!, $price: Decimal!) {
    recordPurchase(input: { productId: $product, purchasedOn: $date, packages: $packages, pricePerPackage: $price }) {
      purchase { id packages pricePerPackage }
    }
  }`,
}

const COUNT_COLUMNS = 'total pending assembled delivered'
const QUANTITY_COLUMNS = 'quantityTotal quantityPending quantityAssembled quantityDelivered'
const TOTALS = `eventId name date recipesComplete recipesTotal ${COUNT_COLUMNS} ${QUANTITY_COLUMNS} plannedCost actualCost isComplete`

/** The same operations as PostGraphile words them. */
export const POSTGRAPHILE = {
  tiny: CONTRACT.tiny,
  row: 'query Row($id: Int!) { eventByRowId(rowId: $id) { name } }',
  progress: `query Progress($id: Int!) {
    benchApiProductionProgress(eventId: $id) {
      recipes { recipeName batchesRequired batchesProduced batchesRemaining isComplete plannedCost actualCost }
      ${COUNT_COLUMNS} ${QUANTITY_COLUMNS}
      plannedCost actualCost isComplete
      costGaps { recipeName ingredientSlug reason }
    }
  }`,
  dashboard: `query Dashboard { benchApiDashboardSummaryList { ${TOTALS} } }`,
  nested: `query Nested {
    allEventsList(first: 10, orderBy: [DATE_ASC, PRIMARY_KEY_ASC]) { name
      assignmentsByEventIdList(first: 50) { quantity status
        recipientByRecipientId { name }
        packageByPackageId { name
          packageContentsByPackageIdList { quantity
            finishedGoodByFinishedGoodId { name
              finishedGoodComponentsByFinishedGoodIdList { quantity
                finishedUnitByFinishedUnitId { name recipeByRecipeId { name category } }
                finishedGoodByComponentGoodId { name }
              }
            }
          }
        }
      }
    }
  }`,
  board: `query Board($id: Int!) {
    benchApiDashboardSummaryList { ${TOTALS} }
    benchApiFirstEventsList(howMany: 20) { eventId name date ${COUNT_COLUMNS} plannedCost actualCost isComplete }
    eventByRowId(rowId: $id) { rowId name }
    benchApiAssemblyChecksList(eventId: $id, first: 50) {
      rowId quantity status recipientName packageName canAssemble missingRecipes { recipeName batchesMissing }
    }
  }`,
  update: `mutation Update($id: Int!, $status: PackageStatus!) {
    benchApiUpdatePackageStatus(input: { assignmentId: $id, status: $status }) { result { rowId status } }
  }`,
  bake: `mutation Bake($event: Int!, $recipe: Int!, $batches: Int!) {
    benchApiRecordProduction(input: { eventId: $event, recipeId: $recipe, batches: $batches }) {
      result { rowId batches actualCost }
    }
  }`,
  purchase: `mutation Purchase($product: Int!, $date: Date!, $packages: BigFloat!, $price: BigFloat!) {
    benchApiRecordPurchase(
      input: { productId: $product, purchasedOn: $date, packages: $packages, pricePerPackage: $price }
    ) { result { rowId quantity pricePerPackage } }
  }`,
}

const counts = (row) => ({
  total: row.total,
  pending: row.pending,
  assembled: row.assembled,
  delivered: row.delivered,
})
const quantities = (row) => ({
  total: row.quantityTotal,
  pending: row.quantityPending,
  assembled: row.quantityAssembled,
  delivered: row.quantityDelivered,
})
const costs = ({ plannedCost, actualCost, isComplete }) => ({ plannedCost, actualCost, isComplete })
const eventSummary = (row) => ({
  event: { id: row.eventId, name: row.name, date: row.date },
  recipesComplete: row.recipesComplete,
  recipesTotal: row.recipesTotal,
  assignments: counts(row),
  quantities: quantities(row),
  ...costs(row),
})
const named = ({ recipeName, ...rest }) => ({ recipe: { name: recipeName }, ...rest })

/** PostGraphile's answers in the contract's shape. */
const FROM_POSTGRAPHILE = {
  tiny: (data) => data,
  row: ({ eventByRowId }) => ({ event: eventByRowId }),
  progress: ({ benchApiProductionProgress: p }) => ({
    productionProgress: {
      recipes: p.recipes.map(named),
      assignments: counts(p),
      quantities: quantities(p),
      ...costs(p),
      costGaps: p.costGaps.map(({ recipeName, ingredientSlug, reason }) => ({
        recipe: { name: recipeName },
        ingredient: { slug: ingredientSlug },
        reason,
      })),
    },
  }),
  dashboard: ({ benchApiDashboardSummaryList }) => ({
    dashboardSummary: benchApiDashboardSummaryList.map(eventSummary),
  }),
  nested: ({ allEventsList }) => ({
    events: {
      nodes: allEventsList.map((event) => ({
        name: event.name,
        assignments: {
          nodes: event.assignmentsByEventIdList.map((a) => ({
            quantity: a.quantity,
            status: a.status,
            recipient: a.recipientByRecipientId,
            package: {
              name: a.packageByPackageId.name,
              contents: a.packageByPackageId.packageContentsByPackageIdList.map((content) => ({
                quantity: content.quantity,
                finishedGood: {
                  name: content.finishedGoodByFinishedGoodId.name,
                  components: content.finishedGoodByFinishedGoodId.finishedGoodComponentsByFinishedGoodIdList.map(
                    (c) => ({
                      quantity: c.quantity,
                      finishedUnit: c.finishedUnitByFinishedUnitId && {
                        name: c.finishedUnitByFinishedUnitId.name,
                        recipe: c.finishedUnitByFinishedUnitId.recipeByRecipeId,
                      },
                      finishedGood: c.finishedGoodByComponentGoodId,
                    }),
                  ),
                },
              })),
            },
          })),
        },
      })),
    },
  }),
  board: (data) => ({
    dashboardSummary: data.benchApiDashboardSummaryList.map(eventSummary),
    events: {
      nodes: data.benchApiFirstEventsList.map((row) => ({
        id: row.eventId,
        name: row.name,
        date: row.date,
        progress: { assignments: counts(row), ...costs(row) },
      })),
    },
    event: {
      id: data.eventByRowId.rowId,
      name: data.eventByRowId.name,
      assignments: {
        nodes: data.benchApiAssemblyChecksList.map((a) => ({
          id: a.rowId,
          quantity: a.quantity,
          status: a.status,
          recipient: { name: a.recipientName },
          package: { name: a.packageName },
          assemblyCheck: { canAssemble: a.canAssemble, missingRecipes: a.missingRecipes.map(named) },
        })),
      },
    },
  }),
  update: ({ benchApiUpdatePackageStatus: { result } }) => ({
    updatePackageStatus: { assignment: { id: result.rowId, status: result.status } },
  }),
  bake: ({ benchApiRecordProduction: { result } }) => ({
    recordProduction: { record: { id: result.rowId, batches: result.batches, actualCost: result.actualCost } },
  }),
  purchase: ({ benchApiRecordPurchase: { result } }) => ({
    recordPurchase: {
      purchase: { id: result.rowId, packages: result.quantity, pricePerPackage: result.pricePerPackage },
    },
  }),
}

const asText = (id) => (id === undefined ? undefined : String(id))

/** A request's variables with the ids that a function makes of a type and a number; the rest stays as it is. */
const withIds =
  (idOf) =>
  ({ operation, variables: { id, event, recipe, product, ...rest } }) => ({
    id: idOf(operation === 'update' ? 'assignment' : 'event', id),
    event: idOf('event', event),
    recipe: idOf('recipe', recipe),
    product: idOf('product', product),
    ...rest,
  })

/** How a contender is spoken to: its query texts, its variables, and its answers in the contract's shape. */
export const DIALECTS = {
  // The contract's words with ids that are unique among all types, as "event_42".
  product: {
    queries: CONTRACT,
    variables: withIds((type, id) => (id === undefined ? undefined : `${type}_${id}`)),
    answer: (_, data) => data,
  },
  contract: {
    queries: { ...CONTRACT, purchase: CONTRACT.purchase.replaceAll(/Date!|Decimal!/g, 'String!') },
    variables: withIds((_, id) => asText(id)),
    answer: (_, data) => data,
  },
  postgraphile: {
    queries: POSTGRAPHILE,
    variables: ({ variables }) => variables,
    answer: (operation, data) => FROM_POSTGRAPHILE[operation](data),
  },
}

const DECIMALS = new Set(['plannedCost', 'actualCost', 'quantity', 'packages', 'pricePerPackage'])

/**
 * An answer in a form that can be compared: ids and decimals in one notation, and lists whose order is not part of
 * the contract (assignments, gaps) sorted.
 */
export function canonical(value, key = '') {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item))
    return key === 'costGaps' ? items.map((i) => JSON.stringify(i)).sort() : items
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.keys(value)
      .sort()
      .map((name) => [name, canonical(value[name], name)])
    const result = Object.fromEntries(entries)
    if (key === 'assignments' && result.nodes) result.nodes = result.nodes.map((node) => JSON.stringify(node)).sort()
    return result
  }
  // "42", 42 and "event_42" are one.
  if (key === 'id') return String(value).replace(/^[a-z_]+_(?=\d+$)/, '')
  if (DECIMALS.has(key)) return Number(value).toFixed(4)
  return value
}

export const READS = ['tiny', 'row', 'progress', 'dashboard', 'nested', 'board']

/** Nine reads of ten requests, weighted as a front end in use asks them; the tenth is an update. */
const MIXED = [
  ['row', 35],
  ['progress', 25],
  ['tiny', 10],
  ['dashboard', 8],
  ['board', 7],
  ['nested', 5],
  ['update', 10],
]

/** What 64 people in a kitchen ask: most look at the board, some pack, bake and buy. */
const KITCHEN = [
  ['board', 70],
  ['update', 15],
  ['bake', 10],
  ['purchase', 5],
]

/** Picks one of weighted operations. */
function pickOf(weighted, random) {
  let point = random() * 100
  const [operation] = weighted.find(([, weight]) => (point -= weight) < 0)
  return operation
}

/**
 * The workloads. `source(data, random, walk)` makes a client's stream: a function that returns its next request,
 * or a promise of it where a walk has to be started over.
 */
export const WORKLOADS = {
  ...Object.fromEntries(
    READS.map((operation) => [operation, { clients: 16, writes: false, source: reads(operation) }]),
  ),
  update: { clients: 16, writes: true, source: (data, random, walk) => walk },
  mixed: {
    clients: 64,
    writes: true,
    source: (data, random, walk) => {
      const streams = Object.fromEntries(READS.map((operation) => [operation, reads(operation)(data, random)]))
      return () => {
        const operation = pickOf(MIXED, random)
        return operation === 'update' ? walk() : streams[operation]()
      }
    },
  },
  kitchen: {
    clients: 64,
    writes: true,
    grows: true,
    // Whoever has been given the write side.
    contenders: ['product', 'mercurius', 'postgraphile'],
    source: (data, random, walk) => {
      const int = (below) => Math.floor(random() * below)
      const board = reads('board')(data, random)
      const streams = {
        board,
        update: walk,
        bake: () => ({
          operation: 'bake',
          variables: {
            event: data.events[int(data.events.length)],
            recipe: data.bakes[int(data.bakes.length)],
            batches: 1 + int(3),
          },
        }),
        purchase: () => ({
          operation: 'purchase',
          variables: {
            product: data.products[int(data.products.length)],
            date: `2026-05-${10 + int(5)}`,
            packages: String(1 + int(4)),
            price: `${1 + int(30)}.${int(4) * 25 || '00'}`,
          },
        }),
      }
      return () => streams[pickOf(KITCHEN, random)]()
    },
  },
}

function reads(operation) {
  const asksOneEvent = operation === 'row' || operation === 'progress' || operation === 'board'
  return (data, random) => () => ({
    operation,
    variables: asksOneEvent ? { id: data.events[Math.floor(random() * data.events.length)] } : {},
  })
}

/**
 * A client's walk over its own assignments: each is assembled, then delivered. At the end of the slice `restart`
 * puts it back by SQL and the walk begins again.
 */
export function walkOver(slice, restart) {
  let step = 0
  const next = () => {
    const request = {
      operation: 'update',
      variables: { id: slice[step >> 1], status: step % 2 === 0 ? 'ASSEMBLED' : 'DELIVERED' },
    }
    step++
    return request
  }
  return () => {
    if (step < slice.length * 2) return next()
    step = 0
    return restart(slice).then(next)
  }
}
