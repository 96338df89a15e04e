import { demoAccounts } from '#src/commands/prepare-demo.ts'
import type { Role } from '#src/platform/http/endpoint.ts'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import type { DemoTown } from './demo-town.ts'

export interface SampleLead {
  lead_id: string
  number: string
  check_id: string | null
  subject_name: string
  sentence: string
  state: string
  community: string
  is_child_matter: boolean
  overpaid: number | null
  person_id: string | null
  months: string[]
}

/** The leads as the database has them, with their community's name. */
export async function leadsOf(town: DemoTown, check?: string): Promise<SampleLead[]> {
  return perform(town.installation, commandLineActor(), async ({ tx }) => {
    const places = new Map((await tx.selectFrom('division').select(['code', 'name']).execute()).map((division) => [division.code, division.name]))
    const rows = await tx
      .selectFrom('lead')
      .select(['lead_id', 'number', 'check_id', 'subject_name', 'sentence', 'state', 'is_child_matter', 'overpaid', 'person_id', 'months', 'division'])
      .orderBy('number')
      .execute()
    return rows
      .filter((row) => check === undefined || row.check_id === check)
      .map(({ division, ...row }) => ({ ...row, community: places.get(division.slice(0, 4)) ?? '' }))
  })
}

/** The lead's row now. */
export async function leadNow(town: DemoTown, lead: SampleLead): Promise<SampleLead> {
  const found = (await leadsOf(town)).find((each) => each.lead_id === lead.lead_id)
  if (!found) throw new Error(`lead ${lead.number} is gone`)
  return found
}

/** A community that has a lead of each of these checks, with those leads in that order. */
export async function communityWith(town: DemoTown, checks: readonly string[]): Promise<{ community: string; leads: SampleLead[] }> {
  const all = await leadsOf(town)
  for (const community of new Set(all.map((lead) => lead.community))) {
    const leads = checks.flatMap((check) => all.find((lead) => lead.check_id === check && lead.community === community) ?? [])
    if (leads.length === checks.length) return { community, leads }
  }
  throw new Error(`no community has a lead of each of ${checks.join(', ')}`)
}

/** Who holds a post in a community of the demo. */
export function accountOf(community: string, role: Role): { login: string; name: string } {
  const account = demoAccounts.find((each) => each.community === community && each.role === role)
  if (!account) throw new Error(`${community} has no ${role}`)
  return account
}
