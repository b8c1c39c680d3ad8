ALTER TABLE "job_events" ALTER COLUMN "event" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "jobs" ALTER COLUMN "input" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "jobs" ALTER COLUMN "input" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "job_events" ADD COLUMN "step" text;--> statement-breakpoint
CREATE INDEX "jobs_ended" ON "jobs" USING btree ("ended_at");