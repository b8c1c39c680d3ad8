/** Written by scripts/build-migrations.ts from the SQL files of this folder. */
import type { Migration } from '../migrate'

export const migrations: Migration[] = [
  {
    hash: 'dbe617c5a2892645d7dac64812a790d57a25c832536b8374c3ed1fa61ff5d210',
    statements: [
      'CREATE TABLE "job_events" (\n\t"job_id" uuid NOT NULL,\n\t"seq" integer NOT NULL,\n\t"event" jsonb NOT NULL,\n\tCONSTRAINT "job_events_job_id_seq_pk" PRIMARY KEY("job_id","seq")\n);',
      'CREATE TABLE "jobs" (\n\t"id" uuid PRIMARY KEY NOT NULL,\n\t"kind" text NOT NULL,\n\t"account_id" text NOT NULL,\n\t"region" text NOT NULL,\n\t"endpoint_name" text NOT NULL,\n\t"owner" text NOT NULL,\n\t"input" jsonb NOT NULL,\n\t"state" text NOT NULL,\n\t"holder" uuid,\n\t"holds" integer DEFAULT 0 NOT NULL,\n\t"stop_requested" boolean DEFAULT false NOT NULL,\n\t"enough_requested" boolean DEFAULT false NOT NULL,\n\t"is_closing" boolean DEFAULT false NOT NULL,\n\t"created_at" timestamp with time zone DEFAULT now() NOT NULL,\n\t"begun_at" timestamp with time zone,\n\t"ended_at" timestamp with time zone,\n\t"seen_at" timestamp with time zone DEFAULT now() NOT NULL,\n\t"duration_ms" integer\n);',
      'ALTER TABLE "job_events" ADD CONSTRAINT "job_events_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "jobs"("id") ON DELETE cascade ON UPDATE no action;',
      'CREATE UNIQUE INDEX "jobs_one_for_an_endpoint" ON "jobs" USING btree ("account_id","region","endpoint_name") WHERE state in (\'queued\', \'running\');',
      'CREATE INDEX "jobs_of_an_endpoint" ON "jobs" USING btree ("account_id","region","endpoint_name","created_at");',
      'CREATE INDEX "jobs_of_a_person" ON "jobs" USING btree ("owner","created_at");',
      'CREATE INDEX "jobs_open" ON "jobs" USING btree ("state") WHERE state in (\'queued\', \'running\');',
    ],
  },
  {
    hash: 'e696518cae5f400f2a61717fd2b9a737b6ab4d1e13b9ff623926adcdb4a22b15',
    statements: [
      'ALTER TABLE "job_events" ALTER COLUMN "event" SET DATA TYPE json;',
      'ALTER TABLE "jobs" ALTER COLUMN "input" SET DATA TYPE json;',
      'ALTER TABLE "jobs" ALTER COLUMN "input" DROP NOT NULL;',
      'ALTER TABLE "job_events" ADD COLUMN "step" text;',
      'CREATE INDEX "jobs_ended" ON "jobs" USING btree ("ended_at");',
    ],
  },
  {
    hash: 'c90b115c538b6ad2863ad7f031c586ec261c5eca42e360970d28cfea8917cda9',
    statements: [
      'CREATE TABLE "ended_sessions" (\n\t"key" text PRIMARY KEY NOT NULL,\n\t"ends_at" timestamp with time zone NOT NULL\n);',
      'CREATE TABLE "session_checks" (\n\t"key" text PRIMARY KEY NOT NULL,\n\t"outcome" json,\n\t"until" timestamp with time zone NOT NULL\n);',
    ],
  },
  {
    hash: '05346154fad0df44ed45aaf81942654ca27e4d3e5416c030a9d3e07e166b22c0',
    statements: [
      'CREATE TABLE "probes" (\n\t"id" uuid PRIMARY KEY NOT NULL,\n\t"endpoint_arn" text NOT NULL,\n\t"at" timestamp with time zone NOT NULL,\n\t"took_ms" integer NOT NULL\n);',
      'CREATE INDEX "probes_of_an_endpoint" ON "probes" USING btree ("endpoint_arn","at");',
      'CREATE INDEX "probes_at" ON "probes" USING btree ("at");',
    ],
  },
  {
    hash: 'b83efa28dd16f7ebf746e70fb66a962aee4918757b4b9ae685293892e0f1148e',
    statements: [
      'CREATE TABLE "rate_limits" (\n\t"key" text PRIMARY KEY NOT NULL,\n\t"remaining" double precision NOT NULL,\n\t"at" timestamp with time zone NOT NULL\n);',
      'CREATE INDEX "rate_limits_at" ON "rate_limits" USING btree ("at");',
    ],
  },
  {
    hash: '37e9d745fef5e3a562bad6868a9527f04541798f9c400da0a678931533953494',
    statements: [
      'ALTER TABLE "jobs" ADD COLUMN "person" text;',
      'ALTER TABLE "jobs" ADD COLUMN "failure_code" text;',
      'CREATE INDEX "jobs_of_a_region" ON "jobs" USING btree ("account_id","region","created_at");',
    ],
  },
]
