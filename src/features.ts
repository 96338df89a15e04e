import { accounts } from './features/accounts/index.ts'
import { campaigns } from './features/campaigns/index.ts'
import { duties } from './features/duties/index.ts'
import { ledgers } from './features/ledgers/index.ts'
import { papers } from './features/papers/index.ts'
import type { Feature } from './platform/http/server.ts'

/** The ordered list of features as the server mounts them. */
export const features: readonly Feature[] = [accounts, ledgers, campaigns, duties, papers]
