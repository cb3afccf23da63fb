-- A revision names one state of what it stands beside: each change gives it a new random value, in the transaction of
-- the change. So a reader that sees a revision in its snapshot sees just that state, and what was derived from the
-- same revision before is still exact, whatever raced, was rolled back, or was restored from a backup in between.

-- AlterTable
ALTER TABLE "event" ADD COLUMN "revision" UUID NOT NULL DEFAULT gen_random_uuid();

-- CreateTable
CREATE TABLE "catalog_revision" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "revision" UUID NOT NULL DEFAULT gen_random_uuid(),

    CONSTRAINT "catalog_revision_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "catalog_revision" ADD CONSTRAINT "catalog_revision_one_row" CHECK ("id" = 1);
INSERT INTO "catalog_revision" DEFAULT VALUES;

-- An event's revision follows its assignments and its production records. Changing it locks the event's row, so
-- whoever writes either one waits for others who do: the race for the last batch has one winner.
CREATE FUNCTION "event_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- In the order of ids, so that two who change several events don't lock them crosswise.
  PERFORM FROM "event" WHERE "id" IN (SELECT "event_id" FROM "changed") ORDER BY "id" FOR NO KEY UPDATE;
  UPDATE "event" SET "revision" = gen_random_uuid() WHERE "id" IN (SELECT "event_id" FROM "changed");
  RETURN NULL;
END $$;

CREATE FUNCTION "event_changed_or_left"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "event" WHERE "id" IN (SELECT "event_id" FROM "changed" UNION SELECT "event_id" FROM "before")
    ORDER BY "id" FOR NO KEY UPDATE;
  UPDATE "event" SET "revision" = gen_random_uuid()
    WHERE "id" IN (SELECT "event_id" FROM "changed" UNION SELECT "event_id" FROM "before");
  RETURN NULL;
END $$;

CREATE FUNCTION "all_events_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "event" SET "revision" = gen_random_uuid();
  RETURN NULL;
END $$;

CREATE TRIGGER "assignment_inserted" AFTER INSERT ON "assignment" REFERENCING NEW TABLE AS "changed"
  FOR EACH STATEMENT EXECUTE FUNCTION "event_changed"();
CREATE TRIGGER "assignment_updated" AFTER UPDATE ON "assignment" REFERENCING OLD TABLE AS "before" NEW TABLE AS "changed"
  FOR EACH STATEMENT EXECUTE FUNCTION "event_changed_or_left"();
CREATE TRIGGER "assignment_deleted" AFTER DELETE ON "assignment" REFERENCING OLD TABLE AS "changed"
  FOR EACH STATEMENT EXECUTE FUNCTION "event_changed"();
CREATE TRIGGER "assignment_truncated" AFTER TRUNCATE ON "assignment"
  FOR EACH STATEMENT EXECUTE FUNCTION "all_events_changed"();
CREATE TRIGGER "production_record_inserted" AFTER INSERT ON "production_record" REFERENCING NEW TABLE AS "changed"
  FOR EACH STATEMENT EXECUTE FUNCTION "event_changed"();
CREATE TRIGGER "production_record_updated" AFTER UPDATE ON "production_record" REFERENCING OLD TABLE AS "before" NEW TABLE AS "changed"
  FOR EACH STATEMENT EXECUTE FUNCTION "event_changed_or_left"();
CREATE TRIGGER "production_record_deleted" AFTER DELETE ON "production_record" REFERENCING OLD TABLE AS "changed"
  FOR EACH STATEMENT EXECUTE FUNCTION "event_changed"();
CREATE TRIGGER "production_record_truncated" AFTER TRUNCATE ON "production_record"
  FOR EACH STATEMENT EXECUTE FUNCTION "all_events_changed"();

-- The catalog's revision follows all that the contents of packages and the planned costs of recipes are read from.
-- The advisory lock is the one that assembling a package holds in shared mode: contents and prices stand still
-- between its look at what is needed and its commit. (A lock on the row would write to it for each assembly.)
CREATE FUNCTION "catalog_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7262, 1);
  UPDATE "catalog_revision" SET "revision" = gen_random_uuid();
  RETURN NULL;
END $$;

CREATE TRIGGER "catalog_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ingredient"
  FOR EACH STATEMENT EXECUTE FUNCTION "catalog_changed"();
CREATE TRIGGER "catalog_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "product"
  FOR EACH STATEMENT EXECUTE FUNCTION "catalog_changed"();
CREATE TRIGGER "catalog_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "purchase"
  FOR EACH STATEMENT EXECUTE FUNCTION "catalog_changed"();
CREATE TRIGGER "catalog_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "recipe"
  FOR EACH STATEMENT EXECUTE FUNCTION "catalog_changed"();
CREATE TRIGGER "catalog_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "recipe_line"
  FOR EACH STATEMENT EXECUTE FUNCTION "catalog_changed"();
CREATE TRIGGER "catalog_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "recipe_component"
  FOR EACH STATEMENT EXECUTE FUNCTION "catalog_changed"();
CREATE TRIGGER "catalog_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "finished_unit"
  FOR EACH STATEMENT EXECUTE FUNCTION "catalog_changed"();
CREATE TRIGGER "catalog_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "finished_good"
  FOR EACH STATEMENT EXECUTE FUNCTION "catalog_changed"();
CREATE TRIGGER "catalog_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "finished_good_component"
  FOR EACH STATEMENT EXECUTE FUNCTION "catalog_changed"();
CREATE TRIGGER "catalog_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "package"
  FOR EACH STATEMENT EXECUTE FUNCTION "catalog_changed"();
CREATE TRIGGER "catalog_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "package_content"
  FOR EACH STATEMENT EXECUTE FUNCTION "catalog_changed"();
