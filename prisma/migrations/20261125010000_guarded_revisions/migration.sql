-- TRUNCATE is refused on what revisions follow. It empties a table for transactions that began before it too: they would
-- derive "nothing there" from a snapshot that shows the revision of the rows, and keep it under that revision.
CREATE FUNCTION "refuse_truncate"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'TRUNCATE is refused on table "%"', TG_TABLE_NAME
    USING ERRCODE = 'feature_not_supported', HINT = 'Use DELETE.';
END $$;

DO $$
DECLARE
  "name" text;
BEGIN
  FOREACH "name" IN ARRAY ARRAY['event', 'assignment', 'production_record', 'catalog_revision', 'ingredient', 'product',
    'purchase', 'recipe', 'recipe_line', 'recipe_component', 'finished_unit', 'finished_good', 'finished_good_component',
    'package', 'package_content'] LOOP
    EXECUTE format('CREATE TRIGGER "truncate_refused" BEFORE TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION "refuse_truncate"()', "name");
  END LOOP;
END $$;

-- Renewed what was truncated: no longer needed.
DROP TRIGGER "assignment_truncated" ON "assignment";
DROP TRIGGER "production_record_truncated" ON "production_record";
DROP FUNCTION "all_events_changed"();

-- Events are read together with the catalog's revision: without its row none would be found.
CREATE FUNCTION "refuse_delete"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'DELETE is refused on table "%"', TG_TABLE_NAME USING ERRCODE = 'feature_not_supported';
END $$;
CREATE TRIGGER "delete_refused" BEFORE DELETE ON "catalog_revision"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_delete"();
