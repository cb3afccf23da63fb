-- What the kitchen writes, for PostGraphile and Mercurius: one function a bake, one a purchase. The promises are the
-- product's: locks in its order (event, catalog, lots by id), exact decimals, an entry for each take, a history.
-- A quotient of decimals is not exact, so what is rounded is divided in whole numbers: div() rounds down exactly.

CREATE FUNCTION bench_sums.change(field text, before text, after text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS
  $$ SELECT jsonb_build_object('field', field, 'before', before, 'after', after) $$;

CREATE FUNCTION bench_sums.told(moment timestamptz) RETURNS text LANGUAGE sql STABLE AS
  $$ SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- What the history tells of a step of an assignment.
CREATE FUNCTION bench_sums.step_changes(reached package_status, moment timestamptz, delivered_to text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT CASE reached
    WHEN 'ASSEMBLED' THEN jsonb_build_array(bench_sums.change('status', 'PENDING', 'ASSEMBLED'),
      bench_sums.change('assembledAt', NULL, bench_sums.told(moment)))
    ELSE jsonb_build_array(bench_sums.change('status', 'ASSEMBLED', 'DELIVERED'),
      bench_sums.change('deliveredAt', NULL, bench_sums.told(moment)))
      || CASE WHEN delivered_to IS NULL THEN '[]'::jsonb
        ELSE jsonb_build_array(bench_sums.change('deliveredTo', NULL, delivered_to)) END
  END
$$;

-- How much one of a unit is of an ingredient: units of one class convert. With a density, of which V ml weigh W g, x ml
-- count as x W and x g as x V, so that no quotient is needed to add volumes and weights up.
CREATE VIEW bench_sums.measure AS
SELECT i.id AS ingredient_id, u.name AS unit, u.kind,
  CASE WHEN u.kind <> 'count' AND dv.kind = 'volume' AND dw.kind = 'weight' THEN 'dense' ELSE u.kind END AS class,
  u.factor * CASE
    WHEN dv.kind = 'volume' AND dw.kind = 'weight' AND u.kind = 'volume' THEN i.density_weight * dw.factor
    WHEN dv.kind = 'volume' AND dw.kind = 'weight' AND u.kind = 'weight' THEN i.density_volume * dv.factor
    ELSE 1
  END AS size
FROM ingredient i
CROSS JOIN bench_sums.unit u
LEFT JOIN bench_sums.unit dv ON dv.name = lower(i.density_volume_unit)
LEFT JOIN bench_sums.unit dw ON dw.name = lower(i.density_weight_unit);

-- What a batch takes of each ingredient, its components included, in the order in which it is asked for first: own lines,
-- then those of components, depth first. `unit` and `size` are those of the first line.
CREATE FUNCTION bench_sums.ingredient_need(recipe int)
RETURNS TABLE (ingredient_id int, kind text, class text, amount numeric, unit text, size numeric, rank bigint)
LANGUAGE sql STABLE AS $$
  WITH RECURSIVE part(recipe_id, path, quantity) AS (
    SELECT recipe, ARRAY[]::int[], 1::numeric
    UNION ALL
    SELECT c.component_id, p.path || c.position, p.quantity * c.quantity
    FROM part p JOIN recipe_component c ON c.recipe_id = p.recipe_id
  ), line AS (
    SELECT l.ingredient_id, COALESCE(m.kind, lower(l.unit)) AS kind, COALESCE(m.class, lower(l.unit)) AS class,
      p.quantity * l.quantity * COALESCE(m.size, 1) AS amount, l.unit, COALESCE(m.size, 1) AS size,
      row_number() OVER (ORDER BY p.path, l.position) AS rank
    FROM part p
    JOIN recipe_line l ON l.recipe_id = p.recipe_id
    JOIN ingredient i ON i.id = l.ingredient_id AND i.is_tracked
    LEFT JOIN bench_sums.measure m ON m.ingredient_id = l.ingredient_id AND m.unit = lower(l.unit)
  )
  SELECT l.ingredient_id, (array_agg(l.kind ORDER BY l.rank))[1], l.class, sum(l.amount),
    (array_agg(l.unit ORDER BY l.rank))[1], (array_agg(l.size ORDER BY l.rank))[1], min(l.rank)
  FROM line l GROUP BY l.ingredient_id, l.class
$$;

-- An amount in the unit whose size this is, as the API tells it: rounded half up to 10 places.
CREATE FUNCTION bench_sums.shown(amount numeric, size numeric) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$ SELECT trim_scale(div(20000000000 * amount + size, 2 * size) * 0.0000000001)::text $$;

CREATE TYPE bench_sums.take AS (lot_id int, quantity numeric, cost numeric);

-- A bake that takes from the lots, first in, first out, or is refused with all that lacks (as the error's detail).
CREATE FUNCTION bench_api.record_production(event_id int, recipe_id int, batches int) RETURNS production_record
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
  locked int[];
  takes bench_sums.take[];
  lacks jsonb;
  recorded production_record;
BEGIN
  PERFORM 1 FROM event e WHERE e.id = record_production.event_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'EVENT_NOT_FOUND' USING ERRCODE = 'BB005';
  END IF;
  PERFORM pg_advisory_xact_lock_shared(7262, 1);
  PERFORM 1 FROM recipe r WHERE r.id = record_production.recipe_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'RECIPE_NOT_FOUND' USING ERRCODE = 'BB006';
  END IF;
  locked := ARRAY(
    SELECT l.id FROM lot l JOIN product p ON p.id = l.product_id
    WHERE l.quantity > 0
      AND p.ingredient_id IN (SELECT n.ingredient_id FROM bench_sums.ingredient_need(record_production.recipe_id) n)
    ORDER BY l.id FOR NO KEY UPDATE OF l);

  WITH need AS MATERIALIZED (
    SELECT n.*, n.amount * record_production.batches AS needed
    FROM bench_sums.ingredient_need(record_production.recipe_id) n
  ), stock AS MATERIALIZED (
    SELECT l.id, p.ingredient_id, l.purchased_on, l.quantity, l.value, m.kind, m.class, m.size,
      COALESCE(l.unit_cost, b.price_per_package) AS price,
      CASE WHEN l.unit_cost IS NULL THEN p.package_unit_quantity ELSE 1 END AS per
    FROM lot l
    JOIN product p ON p.id = l.product_id
    LEFT JOIN purchase b ON b.id = l.purchase_id
    LEFT JOIN bench_sums.measure m ON m.ingredient_id = p.ingredient_id AND m.unit = lower(p.package_unit)
    WHERE l.id = ANY (locked)
  ), there AS MATERIALIZED (
    SELECT n.rank, n.ingredient_id, s.id, s.purchased_on, s.quantity, s.value, s.size, s.price, s.per,
      s.quantity * s.size AS amount,
      n.needed - COALESCE(sum(s.quantity * s.size) OVER (PARTITION BY n.rank ORDER BY s.purchased_on, s.id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS asked
    FROM need n JOIN stock s ON s.ingredient_id = n.ingredient_id AND s.class = n.class
  ), asked AS (
    SELECT t.*, CASE WHEN t.amount <= t.asked THEN t.quantity
      ELSE div(20000000000 * t.asked + t.size, 2 * t.size) * 0.0000000001 END AS rounded
    FROM there t WHERE t.asked > 0
  ), taken AS (
    SELECT a.*, CASE WHEN a.quantity - a.rounded < 0.000001 THEN a.quantity ELSE a.rounded END AS take
    FROM asked a WHERE a.rounded > 0
  ), lack AS (
    SELECT n.*, n.needed - COALESCE(h.amount, 0) AS missing
    FROM need n LEFT JOIN (SELECT t.rank, sum(t.amount) AS amount FROM there t GROUP BY t.rank) h ON h.rank = n.rank
  )
  SELECT
    (SELECT array_agg((t.id, t.take, CASE WHEN t.take = t.quantity THEN t.value
        ELSE greatest(t.value - COALESCE(div(20000 * t.price * (t.quantity - t.take) + t.per, 2 * t.per) * 0.0001, 0), 0)
      END)::bench_sums.take ORDER BY t.rank, t.purchased_on, t.id) FROM taken t),
    (SELECT jsonb_agg(jsonb_build_object(
        'ingredientId', 'ingredient_' || i.id, 'ingredientName', i.name, 'unit', l.unit,
        'needed', bench_sums.shown(l.needed, l.size), 'available', bench_sums.shown(l.needed - l.missing, l.size),
        'missing', bench_sums.shown(l.missing, l.size),
        'reason', COALESCE((SELECT min(CASE WHEN (s.kind, l.kind) IN (('volume', 'weight'), ('weight', 'volume'))
          THEN 'NO_DENSITY' ELSE 'UNIT_NOT_CONVERTIBLE' END)
          FROM stock s WHERE s.ingredient_id = l.ingredient_id AND s.class IS DISTINCT FROM l.class), 'NOT_IN_STOCK'))
        ORDER BY l.rank)
      FROM lack l JOIN ingredient i ON i.id = l.ingredient_id
      WHERE l.missing > 0 AND (l.missing >= 0.001 * l.size OR l.missing >= 0.000001 * l.needed))
  INTO takes, lacks;
  IF lacks IS NOT NULL THEN
    RAISE EXCEPTION 'INSUFFICIENT_INVENTORY' USING ERRCODE = 'BB007', DETAIL = lacks::text;
  END IF;

  INSERT INTO production_record (event_id, recipe_id, batches, actual_cost, produced_at)
  VALUES (record_production.event_id, record_production.recipe_id, record_production.batches, 0, now())
  RETURNING * INTO recorded;
  INSERT INTO lot_entry (lot_id, kind, quantity, value, record_id)
  SELECT t.lot_id, 'CONSUMED', -t.quantity, -t.cost, recorded.id FROM unnest(takes) WITH ORDINALITY t ORDER BY t.ordinality;
  INSERT INTO history_entry (action, event_id, subject_type, subject_id, changes)
  VALUES ('recordProduction', recorded.event_id, 'ProductionRecord', recorded.id, jsonb_build_array(
    bench_sums.change('eventId', NULL, 'event_' || recorded.event_id),
    bench_sums.change('recipeId', NULL, 'recipe_' || recorded.recipe_id),
    bench_sums.change('batches', NULL, recorded.batches::text)));
  -- With the cost that its entries gave it.
  SELECT * INTO recorded FROM production_record p WHERE p.id = recorded.id;
  RETURN recorded;
END
$$;

-- A purchase with its lot and what was received.
CREATE FUNCTION bench_api.record_purchase(product_id int, purchased_on date, packages numeric, price_per_package numeric)
RETURNS purchase LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
  per numeric;
  received numeric;
  bought purchase;
  own_lot int;
BEGIN
  PERFORM pg_advisory_xact_lock(7262, 1);
  SELECT p.package_unit_quantity INTO per FROM product p WHERE p.id = record_purchase.product_id AND NOT p.archived;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'PRODUCT_NOT_FOUND' USING ERRCODE = 'BB008';
  END IF;
  received := round(record_purchase.packages * per, 10);
  INSERT INTO purchase (product_id, purchased_on, quantity, price_per_package)
  VALUES (record_purchase.product_id, record_purchase.purchased_on, record_purchase.packages,
    record_purchase.price_per_package)
  RETURNING * INTO bought;
  INSERT INTO lot (product_id, purchase_id, purchased_on, initial_quantity)
  VALUES (bought.product_id, bought.id, bought.purchased_on, received) RETURNING id INTO own_lot;
  INSERT INTO lot_entry (lot_id, kind, quantity, value)
  VALUES (own_lot, 'RECEIVED', received, div(20000 * bought.price_per_package * received + per, 2 * per) * 0.0001);
  INSERT INTO history_entry (action, subject_type, subject_id, changes)
  VALUES ('recordPurchase', 'Purchase', bought.id, jsonb_build_array(
    bench_sums.change('productId', NULL, 'product_' || bought.product_id),
    bench_sums.change('purchasedOn', NULL, bought.purchased_on::text),
    bench_sums.change('packages', NULL, trim_scale(bought.quantity)::text),
    bench_sums.change('pricePerPackage', NULL, trim_scale(bought.price_per_package)::text)));
  RETURN bought;
END
$$;
