-- Definitions have a version, which rises with each change, and can be archived.

-- AlterTable
ALTER TABLE "product" RENAME COLUMN "is_hidden" TO "archived";
ALTER TABLE "supplier" RENAME COLUMN "is_active" TO "archived";
ALTER TABLE "supplier" ALTER COLUMN "archived" SET DEFAULT false;
UPDATE "supplier" SET "archived" = NOT "archived";

-- AlterTable
ALTER TABLE "ingredient" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "archived" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "supplier" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "product" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "recipe" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "archived" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "finished_unit" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "archived" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "finished_good" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "archived" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "package" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "archived" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "recipient" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "archived" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "event" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "assignment" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
