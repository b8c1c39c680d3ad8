/** For `npx drizzle-kit generate`, which writes the next migration after a change of the schema. It needs no database. */
import { defineConfig } from 'drizzle-kit'

export default defineConfig({ dialect: 'postgresql', schema: 'lib/store/schema.ts', out: 'lib/store/migrations' })
