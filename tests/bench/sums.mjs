// The sums as set-based SQL: what a good hand would write for PostGraphile and Mercurius.
// Each is one statement, made for the events that a condition picks. As functions they are inlined into the prepared
// statement around them; a function that got its ids from a subquery would not be, and would be planned at each call.

const UNITS_AND_LINES = `
CREATE SCHEMA bench_sums;

CREATE TABLE bench_sums.unit (name text PRIMARY KEY, kind text NOT NULL, factor numeric NOT NULL);
INSERT INTO bench_sums.unit VALUES
  ('g', 'weight', 1), ('kg', 'weight', 1000), ('oz', 'weight', 28.349523125), ('lb', 'weight', 453.59237),
  ('ml', 'volume', 1), ('l', 'volume', 1000), ('tsp', 'volume', 4.92892159375), ('tbsp', 'volume', 14.78676478125),
  ('fl oz', 'volume', 29.5735295625), ('cup', 'volume', 236.5882365), ('pt', 'volume', 473.176473),
  ('qt', 'volume', 946.352946), ('gal', 'volume', 3785.411784),
  ('each', 'count', 1), ('count', 'count', 1), ('piece', 'count', 1), ('dozen', 'count', 12);

-- What one line costs (0 where it cannot be priced), and the first reason why it cannot.
CREATE VIEW bench_sums.line_cost AS
SELECT l.id, l.recipe_id, l.ingredient_id,
  CASE
    WHEN bought.price_per_package IS NULL THEN 0
    WHEN lower(l.unit) = lower(p.package_unit) THEN l.quantity * bought.price_per_package / p.package_unit_quantity
    WHEN lu.kind = pu.kind THEN
      l.quantity * lu.factor * bought.price_per_package / (pu.factor * p.package_unit_quantity)
    WHEN lu.kind = 'volume' AND pu.kind = 'weight' AND dv.kind = 'volume' AND dw.kind = 'weight' THEN
      l.quantity * lu.factor * i.density_weight * dw.factor * bought.price_per_package
        / (i.density_volume * dv.factor * pu.factor * p.package_unit_quantity)
    WHEN lu.kind = 'weight' AND pu.kind = 'volume' AND dv.kind = 'volume' AND dw.kind = 'weight' THEN
      l.quantity * lu.factor * i.density_volume * dv.factor * bought.price_per_package
        / (i.density_weight * dw.factor * pu.factor * p.package_unit_quantity)
    ELSE 0
  END AS cost,
  CASE
    WHEN p.id IS NULL THEN 'NO_PREFERRED_PRODUCT'
    WHEN bought.price_per_package IS NULL THEN 'NO_PURCHASE'
    WHEN lower(l.unit) = lower(p.package_unit) OR lu.kind = pu.kind THEN NULL
    WHEN (lu.kind, pu.kind) IN (('volume', 'weight'), ('weight', 'volume'))
      THEN CASE WHEN dv.kind = 'volume' AND dw.kind = 'weight' THEN NULL ELSE 'NO_DENSITY' END
    ELSE 'UNIT_NOT_CONVERTIBLE'
  END AS gap
FROM recipe_line l
JOIN ingredient i ON i.id = l.ingredient_id
LEFT JOIN product p ON p.ingredient_id = l.ingredient_id AND p.is_preferred
LEFT JOIN LATERAL (
  SELECT b.price_per_package FROM purchase b WHERE b.product_id = p.id AND b.voided_at IS NULL ORDER BY b.purchased_on DESC, b.id DESC LIMIT 1
) bought ON true
LEFT JOIN bench_sums.unit lu ON lu.name = lower(l.unit)
LEFT JOIN bench_sums.unit pu ON pu.name = lower(p.package_unit)
LEFT JOIN bench_sums.unit dv ON dv.name = lower(i.density_volume_unit)
LEFT JOIN bench_sums.unit dw ON dw.name = lower(i.density_weight_unit)
WHERE i.is_tracked;
`

/** A CTE: the goods in each package of `packages` (a CTE or subquery with package_id), nested ones too. */
const goodsOf = (packages) => `
  tree(package_id, good_id, quantity) AS (
    SELECT c.package_id, c.finished_good_id, c.quantity::numeric
    FROM package_content c WHERE c.package_id IN (SELECT package_id FROM ${packages})
    UNION ALL
    SELECT t.package_id, c.component_good_id, t.quantity * c.quantity
    FROM tree t JOIN finished_good_component c ON c.finished_good_id = t.good_id WHERE c.component_good_id IS NOT NULL
  )`

/** CTEs: what each package of `packages` needs of each recipe. */
const packageNeed = (packages) => `
  ${goodsOf(packages)}, package_need AS MATERIALIZED (
    SELECT t.package_id, u.recipe_id,
      sum(CASE WHEN u.items_per_batch IS NOT NULL THEN t.quantity * c.quantity / u.items_per_batch
        ELSE t.quantity * c.quantity * u.batch_percentage / 100 END) AS need
    FROM tree t
    JOIN finished_good_component c ON c.finished_good_id = t.good_id
    JOIN finished_unit u ON u.id = c.finished_unit_id
    GROUP BY t.package_id, u.recipe_id
  )`

/** Stores what assignments take with their packing, in whole numbers: each fraction is expanded by tens. */
export const storeNeedsStatement = (picks) => `
  WITH RECURSIVE packed AS MATERIALIZED (
    SELECT a.id, a.package_id, a.quantity FROM assignment a WHERE ${picks}
  ), ${goodsOf('packed')}, part AS (
    SELECT t.package_id, u.recipe_id, COALESCE(u.items_per_batch, 100) AS per,
      t.quantity * c.quantity * COALESCE(u.batch_percentage, 1) AS batches
    FROM tree t
    JOIN finished_good_component c ON c.finished_good_id = t.good_id
    JOIN finished_unit u ON u.id = c.finished_unit_id
  ), whole AS (
    SELECT p.package_id, p.recipe_id, p.per, p.batches, 10::numeric ^ scale(trim_scale(p.batches)) AS tens FROM part p
  )
  INSERT INTO assignment_need (assignment_id, recipe_id, numerator, denominator)
  SELECT a.id, w.recipe_id, sum(a.quantity * w.batches * w.tens), w.per * w.tens
  FROM packed a JOIN whole w ON w.package_id = a.package_id
  GROUP BY a.id, w.recipe_id, w.per * w.tens`

/** A CTE: what packed assignments took of each recipe, by event, as it was stored. */
const committed = (picks) => `
  committed AS (
    SELECT a.event_id, n.recipe_id, sum(n.numerator / n.denominator) AS need
    FROM assignment a JOIN assignment_need n ON n.assignment_id = a.id
    WHERE ${picks('a.event_id')} GROUP BY a.event_id, n.recipe_id
  )`

/** A CTE: what was produced of each recipe, by event, and what of it is left after losses. What is voided is not. */
const made = (picks) => `
  made AS (
    SELECT p.event_id, p.recipe_id, sum(p.batches) AS batches, sum(p.actual_cost) AS actual,
      sum(p.batches) - COALESCE(sum(lost.batches), 0) AS kept
    FROM production_record p LEFT JOIN (
      SELECT record_id, sum(numerator / denominator) AS batches FROM loss GROUP BY record_id
    ) lost ON lost.record_id = p.id
    WHERE ${picks('p.event_id')} AND p.voided_at IS NULL GROUP BY p.event_id, p.recipe_id
  )`

/** CTEs up to `line`: one for each event and recipe that is needed or was produced. `picks(column)` is the condition. */
const progressLines = (picks) => `
  taken AS MATERIALIZED (
    SELECT a.event_id, a.package_id, sum(a.quantity) AS quantity
    FROM assignment a WHERE ${picks('a.event_id')} AND a.status = 'PENDING' GROUP BY a.event_id, a.package_id
  ), ${packageNeed('taken')}, ${committed(picks)}, needed AS (
    SELECT n.event_id, n.recipe_id, round(sum(n.need), 6) AS need
    FROM (
      SELECT t.event_id, n.recipe_id, t.quantity * n.need AS need
      FROM taken t JOIN package_need n ON n.package_id = t.package_id
      UNION ALL
      SELECT c.event_id, c.recipe_id, c.need FROM committed c
    ) n GROUP BY n.event_id, n.recipe_id
  ), ${made(picks)}, part(recipe_id, part_id, quantity) AS (
    SELECT r.id, r.id, 1::numeric FROM recipe r
    UNION ALL
    SELECT p.recipe_id, c.component_id, p.quantity * c.quantity
    FROM part p JOIN recipe_component c ON c.recipe_id = p.part_id
  ), own_cost AS MATERIALIZED (
    SELECT l.recipe_id, sum(l.cost) AS cost FROM bench_sums.line_cost l GROUP BY l.recipe_id
  ), batch_cost AS MATERIALIZED (
    SELECT p.recipe_id, sum(p.quantity * o.cost) AS cost
    FROM part p JOIN own_cost o ON o.recipe_id = p.part_id GROUP BY p.recipe_id
  ), line AS MATERIALIZED (
    SELECT f.event_id, f.recipe_id, ceil(f.need)::int AS required, f.batches::int AS produced,
      greatest(ceil(f.need - f.kept), 0)::int AS remaining, f.need <= f.kept AS complete,
      round(COALESCE(c.cost, 0) * ceil(f.need), 4) AS planned, round(f.actual, 4) AS actual
    FROM (
      SELECT COALESCE(n.event_id, m.event_id) AS event_id, COALESCE(n.recipe_id, m.recipe_id) AS recipe_id,
        COALESCE(n.need, 0) AS need, COALESCE(m.batches, 0) AS batches, round(COALESCE(m.kept, 0), 6) AS kept,
        COALESCE(m.actual, 0) AS actual
      FROM needed n FULL JOIN made m ON m.event_id = n.event_id AND m.recipe_id = n.recipe_id
    ) f LEFT JOIN batch_cost c ON c.recipe_id = f.recipe_id
  )`

/** getProductionProgress: a row for each recipe that an event needs or has produced, by name. */
export const progressStatement = (ids) => `
  WITH RECURSIVE ${progressLines((column) => `${column} = ANY (${ids})`)}
  SELECT l.event_id, l.recipe_id, r.name AS recipe_name, l.required, l.produced, l.remaining, l.complete, l.planned,
    l.actual
  FROM line l JOIN recipe r ON r.id = l.recipe_id
  ORDER BY l.event_id, r.name, l.recipe_id`

/** The counts of assignments, as rows and as packages. */
const counts = (picks) => `
  SELECT a.event_id, count(*)::int AS total,
    count(*) FILTER (WHERE a.status = 'PENDING')::int AS pending,
    count(*) FILTER (WHERE a.status = 'ASSEMBLED')::int AS assembled,
    count(*) FILTER (WHERE a.status = 'DELIVERED')::int AS delivered,
    sum(a.quantity)::int AS quantity_total,
    COALESCE(sum(a.quantity) FILTER (WHERE a.status = 'PENDING'), 0)::int AS quantity_pending,
    COALESCE(sum(a.quantity) FILTER (WHERE a.status = 'ASSEMBLED'), 0)::int AS quantity_assembled,
    COALESCE(sum(a.quantity) FILTER (WHERE a.status = 'DELIVERED'), 0)::int AS quantity_delivered
  FROM assignment a WHERE ${picks('a.event_id')} GROUP BY a.event_id`

export const countsStatement = (ids) => counts((column) => `${column} = ANY (${ids})`)

/** The totals of events, by date then id; those without an assignment only where `join` is a LEFT one. */
const totals = (picks, join) => `
  WITH RECURSIVE ${progressLines(picks)}
  SELECT e.id AS event_id, e.name, e.date, COALESCE(p.recipes_complete, 0) AS recipes_complete,
    COALESCE(p.recipes_total, 0) AS recipes_total,
    COALESCE(c.total, 0) AS total, COALESCE(c.pending, 0) AS pending, COALESCE(c.assembled, 0) AS assembled,
    COALESCE(c.delivered, 0) AS delivered, COALESCE(c.quantity_total, 0) AS quantity_total,
    COALESCE(c.quantity_pending, 0) AS quantity_pending, COALESCE(c.quantity_assembled, 0) AS quantity_assembled,
    COALESCE(c.quantity_delivered, 0) AS quantity_delivered, COALESCE(p.planned, 0) AS planned,
    COALESCE(p.actual, 0) AS actual, COALESCE(c.delivered = c.total, false) AS complete
  FROM event e
  ${join} (${counts(picks)}) c ON c.event_id = e.id
  LEFT JOIN (
    SELECT l.event_id, count(*) FILTER (WHERE l.complete)::int AS recipes_complete, count(*)::int AS recipes_total,
      sum(l.planned) AS planned, sum(l.actual) AS actual
    FROM line l GROUP BY l.event_id
  ) p ON p.event_id = e.id
  WHERE ${picks('e.id')}
  ORDER BY e.date, e.id`

export const totalsStatement = (ids) => totals((column) => `${column} = ANY (${ids})`, 'LEFT JOIN')

/** getDashboardSummary: every event that has an assignment. */
export const DASHBOARD_STATEMENT = totals(() => 'true', 'JOIN')

/** The lines that could not be priced, for every recipe among the rows of the events, component recipes included. */
export const gapsStatement = (ids) => `
  WITH RECURSIVE taken AS MATERIALIZED (
    SELECT DISTINCT a.event_id, a.package_id FROM assignment a WHERE a.event_id = ANY (${ids})
  ), tree(package_id, good_id) AS (
    SELECT c.package_id, c.finished_good_id
    FROM package_content c WHERE c.package_id IN (SELECT t.package_id FROM taken t)
    UNION
    SELECT t.package_id, c.component_good_id
    FROM tree t JOIN finished_good_component c ON c.finished_good_id = t.good_id WHERE c.component_good_id IS NOT NULL
  ), asked AS (
    SELECT t.event_id, u.recipe_id
    FROM taken t
    JOIN tree ON tree.package_id = t.package_id
    JOIN finished_good_component c ON c.finished_good_id = tree.good_id
    JOIN finished_unit u ON u.id = c.finished_unit_id
    UNION
    SELECT p.event_id, p.recipe_id FROM production_record p WHERE p.event_id = ANY (${ids}) AND p.voided_at IS NULL
  ), part(event_id, recipe_id) AS (
    SELECT asked.event_id, asked.recipe_id FROM asked
    UNION
    SELECT p.event_id, c.component_id FROM part p JOIN recipe_component c ON c.recipe_id = p.recipe_id
  ), gap AS MATERIALIZED (
    SELECT DISTINCT l.recipe_id, l.ingredient_id, l.gap FROM bench_sums.line_cost l WHERE l.gap IS NOT NULL
  )
  SELECT p.event_id, p.recipe_id, r.name AS recipe_name, g.ingredient_id, i.slug AS ingredient_slug, g.gap AS reason
  FROM part p
  JOIN gap g ON g.recipe_id = p.recipe_id
  JOIN recipe r ON r.id = p.recipe_id
  JOIN ingredient i ON i.id = g.ingredient_id`

/** canAssemblePackage: the recipes that fall short for each assignment; none where it can be assembled. */
export const missingStatement = (ids) => {
  const picks = (column) => `${column} IN (SELECT asked.event_id FROM asked)`
  return `
  WITH RECURSIVE asked AS MATERIALIZED (
    SELECT a.id, a.event_id, a.package_id, a.quantity, a.status FROM assignment a WHERE a.id = ANY (${ids})
  ), pending AS (
    SELECT asked.package_id FROM asked WHERE asked.status = 'PENDING'
  ), ${packageNeed('pending')}, own AS (
    SELECT a.id, a.event_id, n.recipe_id, a.quantity * n.need AS need, 0 AS packed
    FROM asked a JOIN package_need n ON n.package_id = a.package_id WHERE a.status = 'PENDING'
    UNION ALL
    SELECT a.id, a.event_id, n.recipe_id, sum(n.numerator / n.denominator), sum(n.numerator / n.denominator)
    FROM asked a JOIN assignment_need n ON n.assignment_id = a.id GROUP BY a.id, a.event_id, n.recipe_id
  ), ${committed(picks)}, ${made(picks)}, line AS (
    SELECT o.id, o.recipe_id, o.need AS own, COALESCE(m.batches, 0) AS batches, round(COALESCE(m.kept, 0), 6) AS kept,
      round(COALESCE(c.need, 0) - o.packed, 6) AS committed
    FROM own o
    LEFT JOIN made m ON m.event_id = o.event_id AND m.recipe_id = o.recipe_id
    LEFT JOIN committed c ON c.event_id = o.event_id AND c.recipe_id = o.recipe_id
  )
  SELECT l.id AS assignment_id, l.recipe_id, r.name AS recipe_name, ceil(round(l.own, 6))::int AS required,
    l.batches::int AS produced, l.committed, ceil(round(l.committed + l.own - l.kept, 6))::int AS missing
  FROM line l JOIN recipe r ON r.id = l.recipe_id
  WHERE round(l.committed + l.own, 6) > l.kept
  ORDER BY l.id, r.name, l.recipe_id`
}

const setOf = (name, argument, columns, statement) =>
  `CREATE FUNCTION bench_sums.${name}(${argument}) RETURNS TABLE (${columns}) LANGUAGE sql STABLE AS $$ ${statement} $$;`

const COUNTS = `total int, pending int, assembled int, delivered int,
  quantity_total int, quantity_pending int, quantity_assembled int, quantity_delivered int`
const TOTALS = `event_id int, name text, date date, recipes_complete int, recipes_total int, ${COUNTS},
  planned numeric, actual numeric, complete boolean`
const PROGRESS = `event_id int, recipe_id int, recipe_name text, required int, produced int, remaining int,
  complete boolean, planned numeric, actual numeric`
const GAPS = 'event_id int, recipe_id int, recipe_name text, ingredient_id int, ingredient_slug text, reason text'
const MISSING = `assignment_id int, recipe_id int, recipe_name text, required int, produced int, committed numeric,
  missing int`

/** Installs the sums as functions in the schema bench_sums. */
export const INSTALL_SUMS = [
  UNITS_AND_LINES,
  setOf('progress', 'event_ids int[]', PROGRESS, progressStatement('event_ids')),
  setOf('gaps', 'event_ids int[]', GAPS, gapsStatement('event_ids')),
  setOf('counts', 'event_ids int[]', `event_id int, ${COUNTS}`, countsStatement('event_ids')),
  setOf('totals', 'event_ids int[]', TOTALS, totalsStatement('event_ids')),
  setOf('dashboard', '', TOTALS, DASHBOARD_STATEMENT),
  setOf('missing', 'assignment_ids int[]', MISSING, missingStatement('assignment_ids')),
  // PL/pgSQL keeps its plan.
  `CREATE FUNCTION bench_sums.store_needs(packed int) RETURNS void LANGUAGE plpgsql AS
    $$ BEGIN ${storeNeedsStatement('a.id = packed')}; END $$;`,
].join('\n')
