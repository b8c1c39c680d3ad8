CREATE TABLE "ended_sessions" (
	"key" text PRIMARY KEY NOT NULL,
	"ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_checks" (
	"key" text PRIMARY KEY NOT NULL,
	"outcome" json,
	"until" timestamp with time zone NOT NULL
);
