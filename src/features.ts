import { accounts } from './features/accounts/index.ts'
import type { Feature } from './platform/http/server.ts'

/** The ordered list of features as the server mounts them. */
export const features: readonly Feature[] = [accounts]
