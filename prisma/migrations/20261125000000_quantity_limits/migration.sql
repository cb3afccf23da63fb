-- What is counted has an upper bound, so that the sums over an event stay within what the API can tell: src/quantities.ts.
-- NOT VALID: rows from before are left as they are, or the server would not start with a database that has one.
ALTER TABLE "recipe_component"
  ADD CONSTRAINT "recipe_component_quantity_bounded" CHECK ("quantity" <= 1000000) NOT VALID;
ALTER TABLE "finished_unit"
  ADD CONSTRAINT "finished_unit_yield_bounded" CHECK ("items_per_batch" <= 1000000 AND "batch_percentage" <= 1000000) NOT VALID;
ALTER TABLE "finished_good_component"
  ADD CONSTRAINT "finished_good_component_quantity_bounded" CHECK ("quantity" <= 1000000) NOT VALID;
ALTER TABLE "package_content"
  ADD CONSTRAINT "package_content_quantity_bounded" CHECK ("quantity" <= 1000000) NOT VALID;
ALTER TABLE "assignment"
  ADD CONSTRAINT "assignment_quantity_bounded" CHECK ("quantity" <= 1000000) NOT VALID;
ALTER TABLE "production_record"
  ADD CONSTRAINT "production_record_batches_bounded" CHECK ("batches" <= 1000000) NOT VALID;
