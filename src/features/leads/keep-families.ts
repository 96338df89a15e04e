import { sql } from 'kysely'
import type { Work } from '../../platform/events.ts'

export interface FamilyMember {
  head: bigint
  person: bigint
  division: string
}

const chunk = 5_000

/** Who lives in whose household, by the newest rosters: what the rule on own kin asks. Replaces what stood there. */
export async function keepFamilies({ tx }: Pick<Work, 'tx'>, members: readonly FamilyMember[]): Promise<void> {
  await tx.deleteFrom('family_member').execute()
  const rows = [...new Map(members.map((each) => [`${each.head} ${each.person}`, each])).values()]
  for (let at = 0; at < rows.length; at += chunk) {
    const part = rows.slice(at, at + chunk).map((each) => ({ head: each.head.toString(), person: each.person.toString(), division: each.division }))
    await sql`insert into family_member (head_key, person_key, division)
      select head::bigint, person::bigint, division from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as t(head text, person text, division text)`.execute(
      tx,
    )
  }
}
