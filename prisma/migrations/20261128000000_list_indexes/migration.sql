-- Indexes in the order of the lists that are read by them. In the place of those that said only whose rows are whose: a
-- step, a bake or a purchase writes no more of them than before.

-- DropIndex
DROP INDEX "assignment_recipient_id_idx";

-- DropIndex
DROP INDEX "assignment_package_id_idx";

-- DropIndex
DROP INDEX "purchase_supplier_id_idx";

-- DropIndex
DROP INDEX "lot_purchased_on_id_idx";

-- CreateIndex
CREATE INDEX "assignment_recipient_id_id_idx" ON "assignment"("recipient_id", "id");

-- CreateIndex
CREATE INDEX "assignment_package_id_id_idx" ON "assignment"("package_id", "id");

-- CreateIndex
CREATE INDEX "purchase_supplier_id_purchased_on_id_idx" ON "purchase"("supplier_id", "purchased_on", "id");

-- CreateIndex
CREATE INDEX "history_entry_action_id_idx" ON "history_entry"("action", "id");

-- CreateIndex
CREATE INDEX "history_entry_id_at_idx" ON "history_entry"("id", "at");

-- What Prisma's schema language cannot say.

-- Lots whose day is unknown are last in both orders. A bake changes neither.
CREATE INDEX "lot_fifo_idx" ON "lot" (coalesce("purchased_on", 'infinity'::date), "id");
CREATE INDEX "lot_newest_idx" ON "lot" (coalesce("purchased_on", '-infinity'::date), "id");

-- While nobody is known nothing is written to it.
CREATE INDEX "history_entry_actor_id_idx" ON "history_entry"("actor", "id") WHERE "actor" IS NOT NULL;
