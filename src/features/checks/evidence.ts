import type { EngineRow, EngineSession } from '../../platform/engine/engine.ts'
import type { CheckDefinition } from './check-definition.ts'
import type { Hit } from './hits.ts'
import type { LedgerTable } from './lake-input.ts'

const technical = /^(batch|sheet|source_row|division|period|occurrence)$|_key$/
/** Not copied unless a check's .yml asks for it: contact data and what is known of illness. */
const withheld = /phone$|^address$|^illness$|^diagnosis$|^health$|^carer_health$|^content$/

/** Fills each hit's evidence with its sheet and copies of the cells, read once per ledger. */
export async function copyEvidence(
  session: EngineSession,
  hits: readonly Hit[],
  context: { ledgers: readonly LedgerTable[]; checks: readonly CheckDefinition[] },
): Promise<void> {
  const asked = new Map(context.checks.map((check) => [check.check, check.evidence]))
  for (const ledger of context.ledgers) {
    const wanted = hits.flatMap((hit) => hit.evidence.filter((each) => each.ledger === ledger.ledger).map((evidence) => ({ hit, evidence })))
    if (wanted.length === 0) continue
    const places = new Map(
      wanted.map(({ evidence }) => [placeOf(evidence.batch, evidence.sheet, evidence.row), [evidence.batch, evidence.sheet, BigInt(evidence.row)] as const]),
    )
    await session.load(
      'evidence_place',
      [
        { name: 'batch', type: 'text' },
        { name: 'sheet', type: 'text' },
        { name: 'source_row', type: 'bigint' },
      ],
      [...places.values()],
    )
    const rows = await session.rows(
      `select r.* from raw_${ledger.ledger} r join evidence_place e on e.batch = r.batch and e.sheet = coalesce(r.sheet, '') and e.source_row = r.source_row`,
    )
    const byPlace = Map.groupBy(rows, (row) => placeOf(String(row['batch']), String(row['sheet'] ?? ''), Number(row['source_row'])))
    for (const { hit, evidence } of wanted) {
      const found = byPlace.get(placeOf(evidence.batch, evidence.sheet, evidence.row))
      if (!found) continue
      // One sheet row may hold several persons side by side.
      const isSubject = (each: EngineRow): boolean => (hit.personKey === null ? each['name'] === hit.name : each['person_key'] === hit.personKey)
      const row = found.find(isSubject) ?? found[0]!
      evidence.cells = cellsOf(row, asked.get(hit.check)?.[evidence.role])
    }
  }
}

function placeOf(batch: string, sheet: string, row: number): string {
  return `${batch}\n${sheet}\n${row}`
}

function cellsOf(row: EngineRow, names: readonly string[] | undefined): Record<string, string> {
  const cells: Record<string, string> = {}
  for (const [name, value] of Object.entries(row)) {
    if (value === null || technical.test(name)) continue
    if (names ? !names.includes(name) : withheld.test(name)) continue
    cells[name] = String(value)
  }
  return cells
}
