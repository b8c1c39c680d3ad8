CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"remaining" double precision NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "rate_limits_at" ON "rate_limits" USING btree ("at");