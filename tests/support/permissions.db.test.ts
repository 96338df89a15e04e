import { beforeAll, describe, expect, test } from 'vitest'
import { actorOfToken, addAccount, createInstallation } from '#src/features/accounts/index.ts'
import { createFeatures } from '#src/features.ts'
import type { DataFolder } from '#src/platform/data-folder.ts'
import { roles, type Endpoint, type Role } from '#src/platform/http/endpoint.ts'
import { createServer, splitKey } from '#src/platform/http/server.ts'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { newInstallation } from './database.ts'
import { fixtures } from './permission-fixtures.ts'

const password = 'Qinghe-2026'
const townRoles: readonly Role[] = ['clerk', 'leader', 'supervisor', 'member_unit', 'county', 'auditor', 'system_admin', 'security_admin', 'audit_admin']
// Only the contracts are read here; the server below gets the real folder.
const endpoints = createFeatures({ lake: '' } as DataFolder).flatMap((feature) => Object.entries(feature.contract) as [string, Endpoint][])
const cookies = new Map<string, string>()
const objects = new Map<string, string>()
let ask: (key: string, cookie: string | undefined, params?: Map<string, string>) => Promise<Response>

beforeAll(async () => {
  const installation = await newInstallation()
  await perform(installation, commandLineActor(), async (work) => {
    await createInstallation(work, { town: '青禾镇', communities: ['青柳', '桥头'] })
    for (const role of roles) {
      await addAccount(work, { name: role, login: role, password, role, division: townRoles.includes(role) ? 'aa' : 'aaaa' })
      if (!townRoles.includes(role)) await addAccount(work, { name: role, login: `${role}-b`, password, role, division: 'aaab' })
    }
  })
  for (const [name, fixture] of Object.entries(fixtures)) {
    objects.set(name, typeof fixture === 'function' ? await perform(installation, commandLineActor(), fixture) : fixture.value)
  }
  const app = createServer({ installation, features: createFeatures(installation.folder), actorOf: actorOfToken })
  ask = async (key, cookie, params = objects) => {
    const { method, path } = splitKey(key)
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params.get(name) ?? 'none'))
    const body = method === 'GET' ? {} : { body: '{}' }
    return app.request(url, { method, headers: { 'x-doudi': '1', 'content-type': 'application/json', ...(cookie ? { cookie } : {}) }, ...body })
  }
  for (const login of [...roles, ...roles.filter((role) => !townRoles.includes(role)).map((role) => `${role}-b`)]) {
    const answer = await app.request('/api/session', {
      method: 'POST',
      headers: { 'x-doudi': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    })
    cookies.set(login, answer.headers.get('set-cookie')?.split(';')[0] ?? '')
  }
})

describe.each(endpoints)('%s', (key, endpoint) => {
  const parameters = [...key.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')

  test('every path parameter has a fixture', () => {
    expect(parameters.filter((name) => !(name in fixtures))).toEqual([])
  })

  if (endpoint.who === 'anyone') return
  const allowed: readonly Role[] = endpoint.who === 'signed-in' ? roles : endpoint.who

  test('without a session it answers 401', async () => {
    expect((await ask(key, undefined)).status).toBe(401)
  })

  test('posts without the permission get 403', async () => {
    for (const role of roles) {
      if (allowed.includes(role)) continue
      expect([role, (await ask(key, cookies.get(role))).status]).toEqual([role, 403])
    }
  })

  test('posts with the permission are let in', async () => {
    for (const role of allowed) {
      // Signing out would end the session that the other tests use.
      if (key === 'DELETE /api/session') continue
      expect([role, (await ask(key, cookies.get(role))).status]).not.toContain(403)
    }
  })

  const scoped = parameters.some((name) => typeof fixtures[name] === 'function')
  test.runIf(scoped)('for an object of another community it answers 404', async () => {
    for (const role of allowed) {
      if (townRoles.includes(role)) continue
      const answer = await ask(key, cookies.get(`${role}-b`))
      // A body that does not fit may be refused before the object is looked for; both tell nothing of the object.
      expect([role, [400, 404].includes(answer.status)]).toEqual([role, true])
      if (key.startsWith('GET')) expect([role, answer.status]).toEqual([role, 404])
    }
  })
})
