import { dirname } from 'node:path'
import { checkCatalog, type RunInput } from '#src/features/checks/index.ts'
import { findLedger, lakeColumnsOf, ledgerDefinitions } from '#src/features/ledgers/index.ts'
import { duckdbEngine } from '#src/platform/engine/duckdb.ts'
import { shippedCalendar } from '#src/features/calendar/index.ts'
import { rules } from '#src/sample-town/rules.ts'
import type { LakeFile } from './large-lake.ts'

/** A run over files that the benchmarks wrote: 676 communities, the sample town's standards. */
export function inputOf(files: readonly LakeFile[]): RunInput {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at))
  return {
    catalog: checkCatalog(),
    engine: duckdbEngine,
    // Beside the files: what memory does not hold.
    ...(files[0] === undefined ? {} : { temporaryFolder: dirname(files[0].path) }),
    calendar: shippedCalendar(),
    standards: rules,
    asOf: '2026-10-15',
    lookBackFrom: '2024-10',
    ledgers: ledgerDefinitions().map((definition) => ({ ...definition, columns: lakeColumnsOf(findLedger(definition.ledger) ?? definition) })),
    divisions: letters.flatMap((a) => letters.map((b) => ({ code: `aa${a}${b}`, name: `${a}${b}社区` }))),
    town: { code: 'aa', name: '样例镇' },
    batches: files.map((file, at) => ({
      batch: file.path.replace(/^.*\//, '').replace('.parquet', ''),
      seq: at + 1,
      ledger: file.ledger,
      path: file.path,
      sha256: file.path,
      supplements: null,
      covers: file.covers,
    })),
  }
}
