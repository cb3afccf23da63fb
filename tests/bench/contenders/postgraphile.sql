-- The API that PostGraphile makes a schema of: functions around the sums, and the status step with its gate.
CREATE SCHEMA bench_api;

CREATE TYPE bench_api.recipe_progress AS (recipe_name text, batches_required int, batches_produced int,
  batches_remaining int, is_complete boolean, planned_cost numeric, actual_cost numeric);
CREATE TYPE bench_api.cost_gap AS (recipe_name text, ingredient_slug text, reason text);
CREATE TYPE bench_api.missing_recipe AS (recipe_name text, batches_required int, batches_produced int,
  batches_committed numeric, batches_missing int);
CREATE TYPE bench_api.event_totals AS (event_id int, name text, date date, recipes_complete int, recipes_total int,
  total int, pending int, assembled int, delivered int, quantity_total int, quantity_pending int,
  quantity_assembled int, quantity_delivered int, planned_cost numeric, actual_cost numeric, is_complete boolean);
CREATE TYPE bench_api.production_progress AS (recipes bench_api.recipe_progress[], cost_gaps bench_api.cost_gap[],
  total int, pending int, assembled int, delivered int, quantity_total int, quantity_pending int,
  quantity_assembled int, quantity_delivered int, planned_cost numeric, actual_cost numeric, is_complete boolean);
CREATE TYPE bench_api.assignment_check AS (row_id int, quantity int, status package_status, recipient_name text,
  package_name text, can_assemble boolean, missing_recipes bench_api.missing_recipe[]);

-- PL/pgSQL keeps the plans of its statements; an SQL function that returns one row would be planned at each call.
CREATE FUNCTION bench_api.production_progress(event_id int) RETURNS bench_api.production_progress
LANGUAGE plpgsql STABLE AS $$
DECLARE
  result bench_api.production_progress;
BEGIN
  WITH line AS MATERIALIZED (SELECT * FROM bench_sums.progress(ARRAY[$1]))
  SELECT
    (SELECT array_agg((l.recipe_name, l.required, l.produced, l.remaining, l.complete, l.planned,
      l.actual)::bench_api.recipe_progress ORDER BY l.recipe_name, l.recipe_id) FROM line l),
    ARRAY(SELECT (g.recipe_name, g.ingredient_slug, g.reason)::bench_api.cost_gap FROM bench_sums.gaps(ARRAY[$1]) g),
    c.total, c.pending, c.assembled, c.delivered, c.quantity_total, c.quantity_pending, c.quantity_assembled,
    c.quantity_delivered, (SELECT sum(l.planned) FROM line l), (SELECT sum(l.actual) FROM line l),
    c.total = c.delivered
  INTO result
  FROM bench_sums.counts(ARRAY[$1]) c;
  RETURN result;
END
$$;

CREATE FUNCTION bench_api.dashboard_summary() RETURNS SETOF bench_api.event_totals
LANGUAGE sql STABLE AS $$ SELECT * FROM bench_sums.dashboard() $$;

-- Computed columns would sum once for each row; a set at the root sums for all of them in one statement.
CREATE FUNCTION bench_api.first_events(how_many int) RETURNS SETOF bench_api.event_totals
LANGUAGE plpgsql STABLE AS $$
DECLARE
  ids int[] := ARRAY(SELECT e.id FROM event e ORDER BY e.date, e.id LIMIT how_many);
BEGIN
  RETURN QUERY SELECT * FROM bench_sums.totals(ids);
END
$$;

CREATE FUNCTION bench_api.assembly_checks(event_id int) RETURNS SETOF bench_api.assignment_check
LANGUAGE plpgsql STABLE AS $$
DECLARE
  ids int[] := ARRAY(SELECT a.id FROM assignment a WHERE a.event_id = assembly_checks.event_id);
BEGIN
  RETURN QUERY
    SELECT a.id, a.quantity, a.status, r.name, p.name, f.missing IS NULL, COALESCE(f.missing, '{}')
    FROM assignment a
    JOIN recipient r ON r.id = a.recipient_id
    JOIN package p ON p.id = a.package_id
    LEFT JOIN (
      SELECT m.assignment_id, array_agg((m.recipe_name, m.required, m.produced, m.committed,
        m.missing)::bench_api.missing_recipe ORDER BY m.recipe_name, m.recipe_id) AS missing
      FROM bench_sums.missing(ids) m GROUP BY m.assignment_id
    ) f ON f.assignment_id = a.id
    WHERE a.id = ANY (ids)
    ORDER BY r.name, a.id;
END
$$;

-- The event's row is locked, so that two requests for the same last batch see each other.
CREATE FUNCTION bench_api.update_package_status(assignment_id int, status package_status, delivered_to text DEFAULT NULL)
RETURNS assignment LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  found_assignment assignment;
BEGIN
  SELECT a.* INTO found_assignment FROM assignment a WHERE a.id = assignment_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ASSIGNMENT_NOT_FOUND' USING ERRCODE = 'BB001';
  END IF;
  PERFORM 1 FROM event e WHERE e.id = found_assignment.event_id FOR NO KEY UPDATE;
  -- Nobody changes the catalog between the look at what is needed and the commit.
  PERFORM pg_advisory_xact_lock_shared(7262, 1);
  SELECT a.* INTO found_assignment FROM assignment a WHERE a.id = assignment_id FOR UPDATE;
  IF (found_assignment.status, update_package_status.status)
    NOT IN (('PENDING'::package_status, 'ASSEMBLED'::package_status), ('ASSEMBLED', 'DELIVERED')) THEN
    RAISE EXCEPTION 'INVALID_STATUS_TRANSITION' USING ERRCODE = 'BB002';
  END IF;
  IF update_package_status.delivered_to IS NOT NULL AND update_package_status.status <> 'DELIVERED' THEN
    RAISE EXCEPTION 'VALIDATION_FAILED' USING ERRCODE = 'BB003';
  END IF;
  IF update_package_status.status = 'ASSEMBLED'
    AND EXISTS (SELECT 1 FROM bench_sums.missing(ARRAY[assignment_id])) THEN
    RAISE EXCEPTION 'INCOMPLETE_PRODUCTION' USING ERRCODE = 'BB004';
  END IF;
  UPDATE assignment a SET
    status = update_package_status.status,
    assembled_at = CASE WHEN update_package_status.status = 'ASSEMBLED' THEN now() ELSE a.assembled_at END,
    delivered_at = CASE WHEN update_package_status.status = 'DELIVERED' THEN now() ELSE NULL END,
    delivered_to = update_package_status.delivered_to
  WHERE a.id = assignment_id
  RETURNING a.* INTO found_assignment;
  IF found_assignment.status = 'ASSEMBLED' THEN
    PERFORM bench_sums.store_needs(assignment_id);
  END IF;
  INSERT INTO history_entry (action, event_id, subject_type, subject_id, changes)
  VALUES ('updatePackageStatus', found_assignment.event_id, 'Assignment', found_assignment.id,
    bench_sums.step_changes(found_assignment.status,
      COALESCE(found_assignment.delivered_at, found_assignment.assembled_at), found_assignment.delivered_to));
  RETURN found_assignment;
END
$$;
