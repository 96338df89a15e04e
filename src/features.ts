import { createAccounts } from './features/accounts/index.ts'
import { createCalendar } from './features/calendar/index.ts'
import { createCampaigns } from './features/campaigns/index.ts'
import { createCheckRoutes } from './features/checks/index.ts'
import { duties, dutyEntryKinds } from './features/duties/index.ts'
import { leadRoutes } from './features/leads/index.ts'
import { ledgerRoutes } from './features/ledgers/index.ts'
import { createOverview } from './features/overview/index.ts'
import { people } from './features/people/index.ts'
import { papers } from './features/papers/index.ts'
import { problemEntryKinds, problemRoutes } from './features/problems/index.ts'
import { createSelfcheck, selfcheckEntryKinds } from './features/selfcheck/index.ts'
import { createSupervision, supervisionEntryKinds } from './features/supervision/index.ts'
import type { DataFolder } from './platform/data-folder.ts'
import type { Feature } from './platform/http/server.ts'
import { createPorts } from './ports/create-ports.ts'

/** The ordered list of features as the server mounts them. */
export function createFeatures(folder: DataFolder, options: { isRunFollowing?: boolean } = {}): readonly Feature[] {
  const ports = createPorts(folder, options)
  return [
    createAccounts({ ...problemEntryKinds, ...selfcheckEntryKinds, ...supervisionEntryKinds, ...dutyEntryKinds }),
    createCalendar(ports.calendar),
    ledgerRoutes(ports.ledgers),
    createCampaigns(ports.campaigns),
    createCheckRoutes(ports.checks),
    leadRoutes(ports.leads),
    problemRoutes(ports.problems),
    createSelfcheck(ports.selfcheck),
    createSupervision(ports.supervision),
    duties,
    people,
    papers,
    createOverview(ports.selfcheck),
  ]
}
