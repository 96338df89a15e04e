import { type BaseRun, hitRows, type runChecks, type RunInput } from '#src/features/checks/index.ts'

/** A run as a later one finds it in the database. */
export function storedRun(input: RunInput, { run, checks, hits }: Awaited<ReturnType<typeof runChecks>>): BaseRun {
  const rows = hitRows(hits)
  return {
    run,
    asOf: input.asOf,
    batches: input.batches,
    checks,
    hitsOf: (asked) => Promise.resolve(rows.filter((row) => asked.includes(row.check_id)).map((row) => ({ ...row, sources: row.payload.sources }))),
    contentOf: () => Promise.resolve(new Map(rows.map((row) => [row.identity, row.content_hash]))),
  }
}
