-- What production takes, loses and lacks, and what packed assignments have taken of it.

-- CreateEnum
CREATE TYPE "loss_reason" AS ENUM ('BURNT', 'BROKEN', 'CONTAMINATED', 'DROPPED', 'WRONG_INGREDIENTS', 'OTHER');

-- CreateEnum
CREATE TYPE "shortage_reason" AS ENUM ('NOT_IN_STOCK', 'NO_DENSITY', 'UNIT_NOT_CONVERTIBLE');

-- AlterTable
ALTER TABLE "ingredient" ADD COLUMN "is_tracked" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "catalog_revision" RENAME COLUMN "revision" TO "contents";
ALTER TABLE "catalog_revision" ADD COLUMN "prices" UUID NOT NULL DEFAULT gen_random_uuid();

-- AlterTable
ALTER TABLE "production_record" ADD COLUMN "opening_cost" DECIMAL(36,10) NOT NULL DEFAULT 0,
ALTER COLUMN "actual_cost" SET DATA TYPE DECIMAL(36,10);

-- CreateTable
CREATE TABLE "loss" (
    "id" SERIAL NOT NULL,
    "record_id" INTEGER NOT NULL,
    "finished_unit_id" INTEGER NOT NULL,
    "quantity" DECIMAL(20,10) NOT NULL,
    "numerator" DECIMAL(60,0) NOT NULL,
    "denominator" DECIMAL(60,0) NOT NULL,
    "reason" "loss_reason" NOT NULL,
    "note" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT,

    CONSTRAINT "loss_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shortage" (
    "record_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "ingredient_id" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "needed" DECIMAL(1000,10) NOT NULL,
    "available" DECIMAL(1000,10) NOT NULL,
    "missing" DECIMAL(1000,10) NOT NULL,
    "reason" "shortage_reason" NOT NULL,

    CONSTRAINT "shortage_pkey" PRIMARY KEY ("record_id","position")
);

-- CreateTable
CREATE TABLE "assignment_need" (
    "assignment_id" INTEGER NOT NULL,
    "recipe_id" INTEGER NOT NULL,
    "numerator" DECIMAL(1000,0) NOT NULL,
    "denominator" DECIMAL(1000,0) NOT NULL,

    CONSTRAINT "assignment_need_pkey" PRIMARY KEY ("assignment_id","recipe_id","denominator")
);

-- CreateIndex
CREATE INDEX "loss_record_id_id_idx" ON "loss"("record_id", "id");

-- CreateIndex
CREATE INDEX "loss_finished_unit_id_idx" ON "loss"("finished_unit_id");

-- CreateIndex
CREATE INDEX "shortage_ingredient_id_idx" ON "shortage"("ingredient_id");

-- CreateIndex
CREATE INDEX "assignment_need_recipe_id_idx" ON "assignment_need"("recipe_id");

-- AddForeignKey
ALTER TABLE "loss" ADD CONSTRAINT "loss_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "production_record"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loss" ADD CONSTRAINT "loss_finished_unit_id_fkey" FOREIGN KEY ("finished_unit_id") REFERENCES "finished_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shortage" ADD CONSTRAINT "shortage_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "production_record"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shortage" ADD CONSTRAINT "shortage_ingredient_id_fkey" FOREIGN KEY ("ingredient_id") REFERENCES "ingredient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_need" ADD CONSTRAINT "assignment_need_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_need" ADD CONSTRAINT "assignment_need_recipe_id_fkey" FOREIGN KEY ("recipe_id") REFERENCES "recipe"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "loss"
  ADD CONSTRAINT "loss_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "loss_batches_positive" CHECK ("numerator" > 0 AND "denominator" > 0);
ALTER TABLE "assignment_need"
  ADD CONSTRAINT "assignment_need_positive" CHECK ("numerator" > 0 AND "denominator" > 0);
ALTER TABLE "shortage"
  ADD CONSTRAINT "shortage_missing_positive" CHECK ("needed" > 0 AND "available" >= 0 AND "missing" > 0);

-- A record takes from a lot at once, so that what a new price makes of it is told by the lot and the record.
CREATE UNIQUE INDEX "lot_entry_one_take_of_a_record" ON "lot_entry"("lot_id", "record_id") WHERE "kind" = 'CONSUMED';

-- What was entered stays as it was entered.
CREATE TRIGGER "change_refused" BEFORE UPDATE OR DELETE OR TRUNCATE ON "loss"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "change_refused" BEFORE UPDATE OR DELETE OR TRUNCATE ON "shortage"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "truncate_refused" BEFORE TRUNCATE ON "assignment_need"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_truncate"();

-- An event's figures follow from the losses of its records too. Losses are only ever added.
CREATE FUNCTION "loss_recorded"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "event" WHERE "id" IN
    (SELECT "event_id" FROM "production_record" WHERE "id" IN (SELECT "record_id" FROM "added")) ORDER BY "id" FOR NO KEY UPDATE;
  UPDATE "event" SET "revision" = gen_random_uuid() WHERE "id" IN
    (SELECT "event_id" FROM "production_record" WHERE "id" IN (SELECT "record_id" FROM "added"));
  RETURN NULL;
END $$;
CREATE TRIGGER "loss_recorded" AFTER INSERT ON "loss" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "loss_recorded"();

-- A record opens with the cost that it is inserted with: that of an import, which has no entries. What it takes from lots
-- is added by the trigger below. At the commit its cost is the sum of both.
UPDATE "production_record" SET "opening_cost" = "actual_cost";
CREATE FUNCTION "record_opens"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."opening_cost" := NEW."actual_cost";
  RETURN NEW;
END $$;
CREATE TRIGGER "record_opens" BEFORE INSERT ON "production_record" FOR EACH ROW EXECUTE FUNCTION "record_opens"();

CREATE FUNCTION "record_cost_equals_its_entries"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "is" record;
BEGIN
  SELECT p."actual_cost", p."opening_cost" - coalesce(sum(e."value"), 0) AS "entered" INTO "is"
  FROM "production_record" p LEFT JOIN "lot_entry" e ON e."record_id" = p."id" AND e."kind" IN ('CONSUMED', 'REPRICED')
  WHERE p."id" = NEW."id" GROUP BY p."id";
  IF "is"."actual_cost" <> "is"."entered" THEN
    RAISE EXCEPTION 'Production record % costs %, but its entries add up to %', NEW."id", "is"."actual_cost", "is"."entered"
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "record_cost_equals_its_entries" AFTER INSERT OR UPDATE OF "actual_cost", "opening_cost"
  ON "production_record" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION "record_cost_equals_its_entries"();

-- Whoever adds entries adds them to the lots, and to the costs of the records that took or are repriced, in the same
-- statement. What is given back leaves a record's cost as it is: it is voided.
CREATE OR REPLACE FUNCTION "lot_entry_added"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- In the order of ids, as everybody locks lots.
  PERFORM FROM "lot" WHERE "id" IN (SELECT "lot_id" FROM "added") ORDER BY "id" FOR NO KEY UPDATE;
  UPDATE "lot" SET "quantity" = "lot"."quantity" + e."quantity", "value" = "lot"."value" + e."value",
    "version" = "lot"."version" + e."entries"
  FROM (SELECT "lot_id", sum("quantity") AS "quantity", sum("value") AS "value", count(*) AS "entries"
    FROM "added" GROUP BY "lot_id") e
  WHERE "lot"."id" = e."lot_id";
  IF EXISTS (SELECT FROM "added" WHERE "record_id" IS NOT NULL AND "kind" IN ('CONSUMED', 'REPRICED')) THEN
    UPDATE "production_record" SET "actual_cost" = "actual_cost" - e."value"
    FROM (SELECT "record_id", sum("value") AS "value" FROM "added"
      WHERE "record_id" IS NOT NULL AND "kind" IN ('CONSUMED', 'REPRICED') GROUP BY "record_id") e
    WHERE "id" = e."record_id";
  END IF;
  RETURN NULL;
END $$;

-- The catalog has two revisions: "contents", from which follows what packages need, and "prices", from which follows what
-- recipes cost and take. A purchase must not make every event's needs be derived again.
CREATE OR REPLACE FUNCTION "catalog_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7262, 1);
  UPDATE "catalog_revision" SET
    "contents" = CASE TG_ARGV[0] WHEN 'prices' THEN "contents" ELSE gen_random_uuid() END,
    "prices" = CASE TG_ARGV[0] WHEN 'contents' THEN "prices" ELSE gen_random_uuid() END;
  RETURN NULL;
END $$;
DO $$
DECLARE
  "table" text;
  "what" text;
BEGIN
  FOR "table", "what" IN VALUES
    ('recipe', 'both'), ('finished_unit', 'contents'), ('finished_good', 'contents'),
    ('finished_good_component', 'contents'), ('package', 'contents'), ('package_content', 'contents'),
    ('ingredient', 'prices'), ('product', 'prices'), ('purchase', 'prices'), ('recipe_line', 'prices'),
    ('recipe_component', 'prices') LOOP
    EXECUTE format('DROP TRIGGER "catalog_changed" ON %I', "table");
    EXECUTE format('CREATE TRIGGER "catalog_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION "catalog_changed"(%L)', "table", "what");
  END LOOP;
END $$;

-- What assignments that are packed already have taken: as much as their packages need now. Level by level, as goods nest,
-- and added up on each: 8 goods that each hold the same 8 others, 9 levels deep, have 134 million paths.
DO $$
BEGIN
  CREATE TEMPORARY TABLE "held" ON COMMIT DROP AS
    SELECT c."package_id", c."finished_good_id" AS "good_id", sum(c."quantity"::numeric) AS "quantity", 1 AS "level"
    FROM "package_content" c
    WHERE c."package_id" IN (SELECT "package_id" FROM "assignment" WHERE "status" <> 'PENDING')
    GROUP BY c."package_id", c."finished_good_id";
  FOR "depth" IN 1..9 LOOP
    INSERT INTO "held"
      SELECT h."package_id", c."component_good_id", sum(h."quantity" * c."quantity"), "depth" + 1
      FROM "held" h JOIN "finished_good_component" c ON c."finished_good_id" = h."good_id"
      WHERE h."level" = "depth" AND c."component_good_id" IS NOT NULL
      GROUP BY h."package_id", c."component_good_id";
  END LOOP;
  -- In whole numbers: both are multiplied by as many tens as the numerator has decimal places.
  INSERT INTO "assignment_need" ("assignment_id", "recipe_id", "numerator", "denominator")
    SELECT a."id", n."recipe_id", sum(a."quantity" * n."batches" * n."tens"), n."per" * n."tens"
    FROM "assignment" a JOIN (
      SELECT *, 10::numeric ^ scale(trim_scale("batches")) AS "tens" FROM (
        SELECT h."package_id", u."recipe_id", coalesce(u."items_per_batch", 100) AS "per",
          h."quantity" * c."quantity" * CASE WHEN u."items_per_batch" IS NULL THEN u."batch_percentage" ELSE 1 END AS "batches"
        FROM "held" h JOIN "finished_good_component" c ON c."finished_good_id" = h."good_id"
        JOIN "finished_unit" u ON u."id" = c."finished_unit_id") need) n ON n."package_id" = a."package_id"
    WHERE a."status" <> 'PENDING'
    GROUP BY a."id", n."recipe_id", n."per" * n."tens";
END $$;
