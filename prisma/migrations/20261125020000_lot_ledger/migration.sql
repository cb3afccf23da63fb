-- The inventory ledger. A lot's quantity and value are the sums of its entries; entries are only ever added.

-- CreateEnum
CREATE TYPE "lot_entry_kind" AS ENUM ('RECEIVED', 'CONSUMED', 'RETURNED', 'ADJUSTED', 'REPRICED', 'VOIDED');

-- CreateEnum
CREATE TYPE "adjustment_reason" AS ENUM ('COUNT', 'SPOILAGE', 'GIFT', 'CORRECTION', 'OTHER');

-- AlterTable
ALTER TABLE "purchase" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN "voided_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "lot" ADD COLUMN "value" DECIMAL(36,4) NOT NULL DEFAULT 0,
ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0,
ALTER COLUMN "quantity" SET DEFAULT 0;

-- AlterTable
ALTER TABLE "production_record" ADD COLUMN "voided_at" TIMESTAMPTZ(3),
ADD COLUMN "void_reason" TEXT;

-- CreateTable
CREATE TABLE "lot_entry" (
    "id" SERIAL NOT NULL,
    "lot_id" INTEGER NOT NULL,
    "kind" "lot_entry_kind" NOT NULL,
    "quantity" DECIMAL(20,10) NOT NULL,
    "value" DECIMAL(36,4) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT,
    "reason" "adjustment_reason",
    "note" TEXT,
    "record_id" INTEGER,
    "reverses_id" INTEGER,

    CONSTRAINT "lot_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "history_entry" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT,
    "action" TEXT NOT NULL,
    "event_id" INTEGER,
    "subject_type" TEXT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "reason" TEXT,
    "changes" JSONB NOT NULL,

    CONSTRAINT "history_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "lot_purchased_on_id_idx" ON "lot"("purchased_on", "id");

-- CreateIndex
CREATE INDEX "purchase_purchased_on_id_idx" ON "purchase"("purchased_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "lot_entry_lot_id_id_idx" ON "lot_entry"("lot_id", "id");

-- CreateIndex
CREATE INDEX "lot_entry_record_id_idx" ON "lot_entry"("record_id");

-- CreateIndex
CREATE UNIQUE INDEX "lot_entry_reverses_id_key" ON "lot_entry"("reverses_id");

-- CreateIndex
CREATE INDEX "history_entry_subject_type_subject_id_id_idx" ON "history_entry"("subject_type", "subject_id", "id");

-- CreateIndex
CREATE INDEX "history_entry_event_id_id_idx" ON "history_entry"("event_id", "id");

-- AddForeignKey
ALTER TABLE "lot_entry" ADD CONSTRAINT "lot_entry_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot_entry" ADD CONSTRAINT "lot_entry_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "production_record"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot_entry" ADD CONSTRAINT "lot_entry_reverses_id_fkey" FOREIGN KEY ("reverses_id") REFERENCES "lot_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- A purchase has a lot, also if all of it was used up before the file was made that it came from.
INSERT INTO "lot" ("product_id", "purchase_id", "purchased_on", "initial_quantity", "quantity")
SELECT "product_id", "id", "purchased_on", 0, 0 FROM "purchase" b
WHERE NOT EXISTS (SELECT FROM "lot" l WHERE l."purchase_id" = b."id") ORDER BY "id";

-- A cost that only repeats the price of the purchase, rounded, is not kept: the price itself is the exact one.
UPDATE "lot" l SET "unit_cost" = NULL FROM "purchase" b, "product" p
WHERE b."id" = l."purchase_id" AND p."id" = l."product_id"
  AND l."unit_cost" = round(b."price_per_package" / p."package_unit_quantity", 10);

-- What the lots hold so far, at its cost, or at the price of their purchase; a lot whose price is unknown has the value 0.
-- Half up in whole numbers, for a quotient of decimals is not exact.
INSERT INTO "lot_entry" ("lot_id", "kind", "quantity", "value")
SELECT l."id", 'RECEIVED', l."quantity",
  coalesce(round(l."quantity" * l."unit_cost", 4),
    div(20000 * l."quantity" * b."price_per_package" + p."package_unit_quantity", 2 * p."package_unit_quantity") * 0.0001,
    0)
FROM "lot" l JOIN "product" p ON p."id" = l."product_id" LEFT JOIN "purchase" b ON b."id" = l."purchase_id"
ORDER BY l."id";
UPDATE "lot" l SET "value" = e."value", "version" = 1 FROM "lot_entry" e WHERE e."lot_id" = l."id";

ALTER TABLE "lot"
  ADD CONSTRAINT "lot_value_not_negative" CHECK ("value" >= 0),
  ADD CONSTRAINT "lot_empty_is_worth_nothing" CHECK ("quantity" > 0 OR "value" = 0);
ALTER TABLE "lot_entry"
  ADD CONSTRAINT "lot_entry_sign_follows_kind" CHECK (
    CASE "kind"
      WHEN 'RECEIVED' THEN "quantity" >= 0 AND "value" >= 0
      WHEN 'RETURNED' THEN "quantity" >= 0 AND "value" >= 0
      WHEN 'CONSUMED' THEN "quantity" <= 0 AND "value" <= 0
      WHEN 'VOIDED' THEN "quantity" <= 0 AND "value" <= 0
      WHEN 'REPRICED' THEN "quantity" = 0
      WHEN 'ADJUSTED' THEN "quantity" * "value" >= 0
    END),
  ADD CONSTRAINT "lot_entry_reverses_if_returned" CHECK (("kind" = 'RETURNED') = ("reverses_id" IS NOT NULL)),
  ADD CONSTRAINT "lot_entry_record_if_consumed" CHECK ("kind" NOT IN ('CONSUMED', 'RETURNED') OR "record_id" IS NOT NULL);
ALTER TABLE "production_record"
  ADD CONSTRAINT "production_record_void_has_reason" CHECK (("voided_at" IS NULL) = ("void_reason" IS NULL));

-- What was entered stays as it was entered.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is refused on table "%": its rows are only ever added', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'feature_not_supported';
END $$;
CREATE TRIGGER "change_refused" BEFORE UPDATE OR DELETE OR TRUNCATE ON "lot_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "change_refused" BEFORE UPDATE OR DELETE OR TRUNCATE ON "history_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Whoever adds entries adds them to the lots, in the same statement. A lot starts empty: its first entry fills it.
CREATE FUNCTION "lot_entry_added"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- In the order of ids, as everybody locks lots.
  PERFORM FROM "lot" WHERE "id" IN (SELECT "lot_id" FROM "added") ORDER BY "id" FOR NO KEY UPDATE;
  UPDATE "lot" SET "quantity" = "lot"."quantity" + e."quantity", "value" = "lot"."value" + e."value",
    "version" = "lot"."version" + e."entries"
  FROM (SELECT "lot_id", sum("quantity") AS "quantity", sum("value") AS "value", count(*) AS "entries"
    FROM "added" GROUP BY "lot_id") e
  WHERE "lot"."id" = e."lot_id";
  RETURN NULL;
END $$;
CREATE TRIGGER "lot_entry_added" AFTER INSERT ON "lot_entry" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "lot_entry_added"();

-- Nobody else changes a lot's quantity or value: at the commit they are the sums of its entries. Once for a lot and a
-- statement, not for an entry: a price may be corrected after a thousand takes.
CREATE FUNCTION "lot_equals_its_entries"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "is" record;
BEGIN
  SELECT l."quantity", l."value", coalesce(sum(e."quantity"), 0) AS "entered", coalesce(sum(e."value"), 0) AS "worth"
  INTO "is"
  FROM "lot" l LEFT JOIN "lot_entry" e ON e."lot_id" = l."id" WHERE l."id" = NEW."id" GROUP BY l."id";
  IF "is"."quantity" <> "is"."entered" OR "is"."value" <> "is"."worth" THEN
    RAISE EXCEPTION 'Lot % holds % worth %, but its entries add up to % worth %',
      NEW."id", "is"."quantity", "is"."value", "is"."entered", "is"."worth"
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "lot_equals_its_entries" AFTER INSERT OR UPDATE OF "quantity", "value" ON "lot"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "lot_equals_its_entries"();
CREATE TRIGGER "truncate_refused" BEFORE TRUNCATE ON "lot" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_truncate"();
