import { implement, type Feature } from '../../platform/http/server.ts'
import { api } from './contract.ts'
import { readStandards } from './describe-standards.ts'
import { listChecks } from './list-checks.ts'
import type { CheckPorts } from './ports.ts'
import { readCheck } from './read-check.ts'
import { readReadiness } from './readiness.ts'
import { importStandards } from './standards-store.ts'
import { startRun } from './start-run.ts'
import { switchCheck } from './switch-check.ts'

/** The endpoints of checks and standards; `ports` come from the composition root. */
export function createCheckRoutes(ports: CheckPorts): Feature {
  return implement(api, {
    'GET /api/readiness': ({ work, installation }) => work((unit) => readReadiness(unit, installation.folder.lake)),
    'GET /api/checks': ({ work }) => work(listChecks),
    'GET /api/checks/{check}': ({ work, params }) => work((unit) => readCheck(unit, params.check)),
    'PUT /api/checks/{check}/setting': ({ work, params, body }) => work((unit) => switchCheck(unit, { ...params, ...body })),
    'GET /api/releases': ({ work }) => work(async (unit) => ({ areas: await ports.offer(unit) })),
    'POST /api/releases/{area}': ({ work, params }) => work((unit) => ports.release(unit, params.area)),
    'POST /api/runs': ({ work }) => work(async (unit) => ({ task: await startRun(unit, ports) })),
    'GET /api/standards': ({ work }) => work(readStandards),
    'POST /api/standards': async ({ work, query, bytes }) => {
      const content = await bytes()
      return work((unit) => importStandards(unit, { name: query.name, bytes: content }))
    },
  })
}
