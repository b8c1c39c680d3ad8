CREATE TABLE "probes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"endpoint_arn" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"took_ms" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "probes_of_an_endpoint" ON "probes" USING btree ("endpoint_arn","at");--> statement-breakpoint
CREATE INDEX "probes_at" ON "probes" USING btree ("at");