ALTER TABLE "jobs" ADD COLUMN "person" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "failure_code" text;--> statement-breakpoint
CREATE INDEX "jobs_of_a_region" ON "jobs" USING btree ("account_id","region","created_at");