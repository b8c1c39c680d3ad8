CREATE TABLE "job_events" (
	"job_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"event" jsonb NOT NULL,
	CONSTRAINT "job_events_job_id_seq_pk" PRIMARY KEY("job_id","seq")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"account_id" text NOT NULL,
	"region" text NOT NULL,
	"endpoint_name" text NOT NULL,
	"owner" text NOT NULL,
	"input" jsonb NOT NULL,
	"state" text NOT NULL,
	"holder" uuid,
	"holds" integer DEFAULT 0 NOT NULL,
	"stop_requested" boolean DEFAULT false NOT NULL,
	"enough_requested" boolean DEFAULT false NOT NULL,
	"is_closing" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"begun_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"duration_ms" integer
);
--> statement-breakpoint
ALTER TABLE "job_events" ADD CONSTRAINT "job_events_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_one_for_an_endpoint" ON "jobs" USING btree ("account_id","region","endpoint_name") WHERE state in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "jobs_of_an_endpoint" ON "jobs" USING btree ("account_id","region","endpoint_name","created_at");--> statement-breakpoint
CREATE INDEX "jobs_of_a_person" ON "jobs" USING btree ("owner","created_at");--> statement-breakpoint
CREATE INDEX "jobs_open" ON "jobs" USING btree ("state") WHERE state in ('queued', 'running');