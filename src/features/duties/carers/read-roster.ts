import { join } from 'node:path'
import type { Actor } from '../../../platform/actor.ts'
import { perform, type Installation } from '../../../platform/installation.ts'
import { readLake, type LakeValue } from '../../../platform/lake/lake.ts'

export interface Cared {
  personKey: string
  kind: 'tekun' | 'left_behind'
  name: string
  citizenId: string
  division: string
  carerName: string | null
  carerId: string | null
  carerKey: string | null
  carerRelation: string | null
  carerPhone: string | null
  carerHealth: string | null
  agreementSigned: boolean | null
  agreementOn: string | null
  /** Both parents work elsewhere, as the roster says. */
  areParentsAway: boolean
}

const rosters = [
  { ledger: 'tekun_person', kind: 'tekun' },
  { ledger: 'left_behind', kind: 'left_behind' },
] as const

const text = (value: LakeValue | undefined): string | null => (value === null || value === undefined || value === '' ? null : String(value))

/** Everybody on the newest rosters whom somebody looks after: 特困 living at home, and left-behind children. */
export async function readCaredFor(installation: Installation, actor: Actor): Promise<Cared[]> {
  const batches = await perform(installation, actor, ({ tx }) =>
    tx
      .selectFrom('batch')
      .select(['ledger', 'period', 'lake_file'])
      .where(
        'ledger',
        'in',
        rosters.map((each) => each.ledger),
      )
      .where('state', '=', 'active')
      .where('lake_file', 'is not', null)
      .orderBy('seq', 'desc')
      .execute(),
  )
  const cared = new Map<string, Cared>()
  for (const { ledger, kind } of rosters) {
    if (kind === 'left_behind' && !actor.scope.seesChildren) continue
    const own = batches.filter((batch) => batch.ledger === ledger)
    const newest = own
      .map((batch) => batch.period ?? '')
      .sort()
      .at(-1)
    const files = own.filter((batch) => (batch.period ?? '') === newest).map((batch) => join(installation.folder.lake, batch.lake_file ?? ''))
    for (const row of await readLake(actor, { ledger, owner: 'received', files }, { limit: 20_000 })) {
      if (row['person_key'] === null || row['person_key'] === undefined) continue
      if (kind === 'tekun' && row['support'] !== 'scattered') continue
      const key = String(row['person_key'])
      cared.set(`${kind}/${key}`, {
        personKey: key,
        kind,
        name: String(row['name']),
        citizenId: String(row['citizen_id']),
        division: String(row['division'] ?? ''),
        carerName: text(row['carer_name']),
        carerId: text(row['carer_citizen_id']),
        carerKey: text(row['carer_key']),
        carerRelation: text(row['carer_relation']),
        carerPhone: text(row['carer_phone']),
        carerHealth: text(row['carer_health']),
        agreementSigned: typeof row['agreement_signed'] === 'boolean' ? row['agreement_signed'] : null,
        agreementOn: text(row['agreement_on']),
        areParentsAway: kind === 'left_behind' && text(row['father_place']) !== null && text(row['mother_place']) !== null,
      })
    }
  }
  return [...cared.values()]
}
