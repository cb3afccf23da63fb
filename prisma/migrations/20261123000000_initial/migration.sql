-- Names and slugs are collated in code point order ("C"), so that every database orders them alike.

-- CreateEnum
CREATE TYPE "package_status" AS ENUM ('PENDING', 'ASSEMBLED', 'DELIVERED');

-- CreateTable
CREATE TABLE "ingredient" (
    "id" SERIAL NOT NULL,
    "slug" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "category" TEXT,
    "description" TEXT,
    "is_packaging" BOOLEAN NOT NULL DEFAULT false,
    "parent_id" INTEGER,
    "density_volume" DECIMAL(20,10),
    "density_volume_unit" TEXT,
    "density_weight" DECIMAL(20,10),
    "density_weight_unit" TEXT,

    CONSTRAINT "ingredient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "supplier" (
    "id" SERIAL NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "slug" TEXT COLLATE "C",
    "type" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "supplier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" SERIAL NOT NULL,
    "ingredient_id" INTEGER NOT NULL,
    "brand" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "name" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "package_unit" TEXT NOT NULL,
    "package_unit_quantity" DECIMAL(20,10) NOT NULL,
    "package_size" TEXT,
    "package_type" TEXT,
    "gtin" TEXT,
    "is_preferred" BOOLEAN NOT NULL DEFAULT false,
    "is_hidden" BOOLEAN NOT NULL DEFAULT false,
    "notes" TEXT,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "purchase" (
    "id" SERIAL NOT NULL,
    "product_id" INTEGER NOT NULL,
    "supplier_id" INTEGER,
    "purchased_on" DATE NOT NULL,
    "quantity" DECIMAL(20,10) NOT NULL,
    "price_per_package" DECIMAL(20,10) NOT NULL,
    "notes" TEXT,

    CONSTRAINT "purchase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lot" (
    "id" SERIAL NOT NULL,
    "product_id" INTEGER NOT NULL,
    "purchase_id" INTEGER,
    "purchased_on" DATE,
    "initial_quantity" DECIMAL(20,10) NOT NULL,
    "quantity" DECIMAL(20,10) NOT NULL,
    "unit_cost" DECIMAL(20,10),
    "location" TEXT,
    "notes" TEXT,

    CONSTRAINT "lot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recipe" (
    "id" SERIAL NOT NULL,
    "slug" TEXT COLLATE "C",
    "name" TEXT COLLATE "C" NOT NULL,
    "category" TEXT NOT NULL,
    "source" TEXT,
    "estimated_minutes" INTEGER,
    "notes" TEXT,

    CONSTRAINT "recipe_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recipe_line" (
    "id" SERIAL NOT NULL,
    "recipe_id" INTEGER NOT NULL,
    "ingredient_id" INTEGER NOT NULL,
    "quantity" DECIMAL(20,10) NOT NULL,
    "unit" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "notes" TEXT,

    CONSTRAINT "recipe_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recipe_component" (
    "id" SERIAL NOT NULL,
    "recipe_id" INTEGER NOT NULL,
    "component_id" INTEGER NOT NULL,
    "quantity" DECIMAL(20,10) NOT NULL,
    "position" INTEGER NOT NULL,
    "notes" TEXT,

    CONSTRAINT "recipe_component_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finished_unit" (
    "id" SERIAL NOT NULL,
    "slug" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "recipe_id" INTEGER NOT NULL,
    "items_per_batch" INTEGER,
    "batch_percentage" DECIMAL(20,10),
    "item_unit" TEXT,
    "category" TEXT,
    "notes" TEXT,

    CONSTRAINT "finished_unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finished_good" (
    "id" SERIAL NOT NULL,
    "slug" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "assembly_type" TEXT,
    "description" TEXT,
    "notes" TEXT,

    CONSTRAINT "finished_good_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finished_good_component" (
    "id" SERIAL NOT NULL,
    "finished_good_id" INTEGER NOT NULL,
    "finished_unit_id" INTEGER,
    "component_good_id" INTEGER,
    "quantity" DECIMAL(20,10) NOT NULL,
    "position" INTEGER NOT NULL,
    "notes" TEXT,

    CONSTRAINT "finished_good_component_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "package" (
    "id" SERIAL NOT NULL,
    "slug" TEXT COLLATE "C",
    "name" TEXT COLLATE "C" NOT NULL,
    "description" TEXT,
    "is_template" BOOLEAN NOT NULL DEFAULT false,
    "notes" TEXT,

    CONSTRAINT "package_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "package_content" (
    "id" SERIAL NOT NULL,
    "package_id" INTEGER NOT NULL,
    "finished_good_id" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "package_content_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recipient" (
    "id" SERIAL NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "household_name" TEXT,
    "address" TEXT,
    "notes" TEXT,

    CONSTRAINT "recipient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" SERIAL NOT NULL,
    "slug" TEXT COLLATE "C",
    "name" TEXT COLLATE "C" NOT NULL,
    "date" DATE NOT NULL,
    "notes" TEXT,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" SERIAL NOT NULL,
    "event_id" INTEGER NOT NULL,
    "recipient_id" INTEGER NOT NULL,
    "package_id" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "status" "package_status" NOT NULL DEFAULT 'PENDING',
    "delivered_to" TEXT,
    "assembled_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "notes" TEXT,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "production_record" (
    "id" SERIAL NOT NULL,
    "event_id" INTEGER NOT NULL,
    "recipe_id" INTEGER NOT NULL,
    "batches" INTEGER NOT NULL,
    "actual_cost" DECIMAL(20,10) NOT NULL,
    "produced_at" TIMESTAMPTZ(3) NOT NULL,
    "notes" TEXT,

    CONSTRAINT "production_record_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ingredient_slug_key" ON "ingredient"("slug");

-- CreateIndex
CREATE INDEX "ingredient_parent_id_idx" ON "ingredient"("parent_id");

-- CreateIndex
CREATE INDEX "ingredient_name_id_idx" ON "ingredient"("name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "supplier_name_key" ON "supplier"("name");

-- CreateIndex
CREATE UNIQUE INDEX "supplier_slug_key" ON "supplier"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "product_ingredient_id_brand_name_package_unit_package_unit__key" ON "product"("ingredient_id", "brand", "name", "package_unit", "package_unit_quantity");

-- CreateIndex
CREATE INDEX "purchase_product_id_purchased_on_id_idx" ON "purchase"("product_id", "purchased_on", "id");

-- CreateIndex
CREATE INDEX "purchase_supplier_id_idx" ON "purchase"("supplier_id");

-- CreateIndex
CREATE INDEX "lot_product_id_purchased_on_id_idx" ON "lot"("product_id", "purchased_on", "id");

-- CreateIndex
CREATE INDEX "lot_purchase_id_idx" ON "lot"("purchase_id");

-- CreateIndex
CREATE UNIQUE INDEX "recipe_slug_key" ON "recipe"("slug");

-- CreateIndex
CREATE INDEX "recipe_name_id_idx" ON "recipe"("name", "id");

-- CreateIndex
CREATE INDEX "recipe_line_ingredient_id_idx" ON "recipe_line"("ingredient_id");

-- CreateIndex
CREATE UNIQUE INDEX "recipe_line_recipe_id_position_key" ON "recipe_line"("recipe_id", "position");

-- CreateIndex
CREATE INDEX "recipe_component_component_id_idx" ON "recipe_component"("component_id");

-- CreateIndex
CREATE UNIQUE INDEX "recipe_component_recipe_id_component_id_key" ON "recipe_component"("recipe_id", "component_id");

-- CreateIndex
CREATE UNIQUE INDEX "finished_unit_slug_key" ON "finished_unit"("slug");

-- CreateIndex
CREATE INDEX "finished_unit_recipe_id_idx" ON "finished_unit"("recipe_id");

-- CreateIndex
CREATE INDEX "finished_unit_name_id_idx" ON "finished_unit"("name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "finished_good_slug_key" ON "finished_good"("slug");

-- CreateIndex
CREATE INDEX "finished_good_name_id_idx" ON "finished_good"("name", "id");

-- CreateIndex
CREATE INDEX "finished_good_component_finished_good_id_position_id_idx" ON "finished_good_component"("finished_good_id", "position", "id");

-- CreateIndex
CREATE INDEX "finished_good_component_finished_unit_id_idx" ON "finished_good_component"("finished_unit_id");

-- CreateIndex
CREATE INDEX "finished_good_component_component_good_id_idx" ON "finished_good_component"("component_good_id");

-- CreateIndex
CREATE UNIQUE INDEX "finished_good_component_finished_good_id_finished_unit_id_key" ON "finished_good_component"("finished_good_id", "finished_unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "finished_good_component_finished_good_id_component_good_id_key" ON "finished_good_component"("finished_good_id", "component_good_id");

-- CreateIndex
CREATE UNIQUE INDEX "package_slug_key" ON "package"("slug");

-- CreateIndex
CREATE INDEX "package_name_id_idx" ON "package"("name", "id");

-- CreateIndex
CREATE INDEX "package_content_package_id_position_id_idx" ON "package_content"("package_id", "position", "id");

-- CreateIndex
CREATE INDEX "package_content_finished_good_id_idx" ON "package_content"("finished_good_id");

-- CreateIndex
CREATE UNIQUE INDEX "package_content_package_id_finished_good_id_key" ON "package_content"("package_id", "finished_good_id");

-- CreateIndex
CREATE INDEX "recipient_name_id_idx" ON "recipient"("name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "event_slug_key" ON "event"("slug");

-- CreateIndex
CREATE INDEX "event_date_id_idx" ON "event"("date", "id");

-- CreateIndex
CREATE INDEX "assignment_event_id_id_idx" ON "assignment"("event_id", "id");

-- CreateIndex
CREATE INDEX "assignment_recipient_id_idx" ON "assignment"("recipient_id");

-- CreateIndex
CREATE INDEX "assignment_package_id_idx" ON "assignment"("package_id");

-- CreateIndex
CREATE INDEX "production_record_event_id_produced_at_id_idx" ON "production_record"("event_id", "produced_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "production_record_event_id_recipe_id_idx" ON "production_record"("event_id", "recipe_id");

-- CreateIndex
CREATE INDEX "production_record_recipe_id_idx" ON "production_record"("recipe_id");

-- AddForeignKey
ALTER TABLE "ingredient" ADD CONSTRAINT "ingredient_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "ingredient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_ingredient_id_fkey" FOREIGN KEY ("ingredient_id") REFERENCES "ingredient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchase" ADD CONSTRAINT "purchase_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchase" ADD CONSTRAINT "purchase_supplier_id_fkey" FOREIGN KEY ("supplier_id") REFERENCES "supplier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot" ADD CONSTRAINT "lot_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot" ADD CONSTRAINT "lot_purchase_id_fkey" FOREIGN KEY ("purchase_id") REFERENCES "purchase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipe_line" ADD CONSTRAINT "recipe_line_recipe_id_fkey" FOREIGN KEY ("recipe_id") REFERENCES "recipe"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipe_line" ADD CONSTRAINT "recipe_line_ingredient_id_fkey" FOREIGN KEY ("ingredient_id") REFERENCES "ingredient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipe_component" ADD CONSTRAINT "recipe_component_recipe_id_fkey" FOREIGN KEY ("recipe_id") REFERENCES "recipe"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipe_component" ADD CONSTRAINT "recipe_component_component_id_fkey" FOREIGN KEY ("component_id") REFERENCES "recipe"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finished_unit" ADD CONSTRAINT "finished_unit_recipe_id_fkey" FOREIGN KEY ("recipe_id") REFERENCES "recipe"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finished_good_component" ADD CONSTRAINT "finished_good_component_finished_good_id_fkey" FOREIGN KEY ("finished_good_id") REFERENCES "finished_good"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finished_good_component" ADD CONSTRAINT "finished_good_component_finished_unit_id_fkey" FOREIGN KEY ("finished_unit_id") REFERENCES "finished_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finished_good_component" ADD CONSTRAINT "finished_good_component_component_good_id_fkey" FOREIGN KEY ("component_good_id") REFERENCES "finished_good"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "package_content" ADD CONSTRAINT "package_content_package_id_fkey" FOREIGN KEY ("package_id") REFERENCES "package"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "package_content" ADD CONSTRAINT "package_content_finished_good_id_fkey" FOREIGN KEY ("finished_good_id") REFERENCES "finished_good"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "recipient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_package_id_fkey" FOREIGN KEY ("package_id") REFERENCES "package"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_record" ADD CONSTRAINT "production_record_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_record" ADD CONSTRAINT "production_record_recipe_id_fkey" FOREIGN KEY ("recipe_id") REFERENCES "recipe"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- Quantities and batches are above zero, prices never below it: the database says so, not only the service.
ALTER TABLE "ingredient"
  ADD CONSTRAINT "ingredient_density_whole" CHECK (num_nonnulls("density_volume", "density_volume_unit", "density_weight", "density_weight_unit") IN (0, 4)),
  ADD CONSTRAINT "ingredient_density_positive" CHECK ("density_volume" > 0 AND "density_weight" > 0),
  ADD CONSTRAINT "ingredient_not_own_parent" CHECK ("parent_id" <> "id");
ALTER TABLE "product"
  ADD CONSTRAINT "product_package_unit_quantity_positive" CHECK ("package_unit_quantity" > 0);
ALTER TABLE "purchase"
  ADD CONSTRAINT "purchase_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "purchase_price_not_negative" CHECK ("price_per_package" >= 0);
ALTER TABLE "lot"
  ADD CONSTRAINT "lot_initial_quantity_not_negative" CHECK ("initial_quantity" >= 0),
  ADD CONSTRAINT "lot_quantity_not_negative" CHECK ("quantity" >= 0),
  ADD CONSTRAINT "lot_unit_cost_not_negative" CHECK ("unit_cost" >= 0);
ALTER TABLE "recipe_line"
  ADD CONSTRAINT "recipe_line_quantity_positive" CHECK ("quantity" > 0);
ALTER TABLE "recipe_component"
  ADD CONSTRAINT "recipe_component_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "recipe_component_not_itself" CHECK ("component_id" <> "recipe_id");
ALTER TABLE "finished_unit"
  ADD CONSTRAINT "finished_unit_one_yield" CHECK (num_nonnulls("items_per_batch", "batch_percentage") = 1),
  ADD CONSTRAINT "finished_unit_yield_positive" CHECK ("items_per_batch" > 0 OR "batch_percentage" > 0);
ALTER TABLE "finished_good_component"
  ADD CONSTRAINT "finished_good_component_one_kind" CHECK (num_nonnulls("finished_unit_id", "component_good_id") = 1),
  ADD CONSTRAINT "finished_good_component_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "finished_good_component_not_itself" CHECK ("component_good_id" <> "finished_good_id");
ALTER TABLE "package_content"
  ADD CONSTRAINT "package_content_quantity_positive" CHECK ("quantity" > 0);
ALTER TABLE "assignment"
  ADD CONSTRAINT "assignment_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "assignment_delivered_to_length" CHECK (char_length("delivered_to") <= 500),
  -- Stamps and the place of delivery belong to the status reached; imported history may lack them.
  ADD CONSTRAINT "assignment_stamps_follow_status" CHECK (
    ("status" = 'DELIVERED' OR ("delivered_to" IS NULL AND "delivered_at" IS NULL))
    AND ("status" <> 'PENDING' OR "assembled_at" IS NULL));
ALTER TABLE "production_record"
  ADD CONSTRAINT "production_record_batches_positive" CHECK ("batches" > 0),
  ADD CONSTRAINT "production_record_actual_cost_not_negative" CHECK ("actual_cost" >= 0);

-- At most one product of an ingredient is preferred.
CREATE UNIQUE INDEX "product_preferred_key" ON "product" ("ingredient_id") WHERE "is_preferred";

-- `_` and `-` in slugs are alike, so no two slugs may differ in them alone.
CREATE UNIQUE INDEX "ingredient_slug_alike_key" ON "ingredient" (replace("slug", '_', '-'));
CREATE UNIQUE INDEX "recipe_slug_alike_key" ON "recipe" (replace("slug", '_', '-'));
CREATE UNIQUE INDEX "finished_unit_slug_alike_key" ON "finished_unit" (replace("slug", '_', '-'));
CREATE UNIQUE INDEX "finished_good_slug_alike_key" ON "finished_good" (replace("slug", '_', '-'));
CREATE UNIQUE INDEX "package_slug_alike_key" ON "package" (replace("slug", '_', '-'));
CREATE UNIQUE INDEX "event_slug_alike_key" ON "event" (replace("slug", '_', '-'));
