import type { EngineRow, EngineSession } from '../../platform/engine/engine.ts'
import type { CheckDefinition } from './check-definition.ts'
import type { Hit } from './hits.ts'
import type { LedgerTable } from './lake-relations.ts'

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
    const places = new Map(wanted.map(({ evidence }) => [`${evidence.batch} ${evidence.row}`, [evidence.batch, BigInt(evidence.row)] as const]))
    await session.load(
      'evidence_place',
      [
        { name: 'batch', type: 'text' },
        { name: 'source_row', type: 'bigint' },
      ],
      [...places.values()],
    )
    const rows = await session.rows(`select r.* from raw_${ledger.ledger} r join evidence_place e on e.batch = r.batch and e.source_row = r.source_row`)
    const byPlace = Map.groupBy(rows, (row) => `${row['batch']} ${row['source_row']}`)
    for (const { hit, evidence } of wanted) {
      const found = byPlace.get(`${evidence.batch} ${evidence.row}`)
      if (!found) continue
      // One sheet row may hold several persons side by side.
      const row = found.find((each) => hit.personKey !== null && each['person_key'] === hit.personKey) ?? found[0]!
      evidence.sheet = String(row['sheet'] ?? '')
      evidence.cells = cellsOf(row, asked.get(hit.check)?.[evidence.role])
    }
  }
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
