import { randomUUID } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { ZodError, type z, type ZodType } from 'zod'
import type { Actor } from '../actor.ts'
import type { Work } from '../events.ts'
import { perform, type Installation } from '../installation.ts'
import { Problem } from '../problems.ts'
import type { Contract, Endpoint } from './endpoint.ts'

type Parsed<S> = S extends ZodType ? z.output<S> : undefined
type Answer<E extends Endpoint> = E extends { file: true } ? FileAnswer : E['output'] extends ZodType ? z.input<E['output']> : void

/** Bytes to download or show; `name` is offered as the file's name. */
export interface FileAnswer {
  bytes: Uint8Array
  mediaType: string
  name: string
  isInline?: boolean
}

/** What a handler is given: everything is parsed, the permission is checked. `work` opens a transaction in the actor's scope. */
export interface Request<E extends Endpoint> {
  params: Parsed<E['params']>
  query: Parsed<E['query']>
  body: Parsed<E['body']>
  bytes: () => Promise<Uint8Array>
  actor: Actor
  installation: Installation
  work: <T>(run: (work: Work) => Promise<T>) => Promise<T>
  token: string | undefined
  setToken: (token: string | undefined) => void
}

export type Handlers<C extends Contract> = { [K in keyof C]: (request: Request<C[K]>) => Promise<Answer<C[K]>> }

export interface Feature {
  contract: Contract
  // Each handler was checked against its own contract by `implement`.
  // oxlint-disable-next-line no-explicit-any
  handlers: Record<string, (request: any) => Promise<unknown>>
}

/** Binds a contract to its handlers; an endpoint without a handler does not type-check. */
export function implement<const C extends Contract>(contract: C, handlers: Handlers<C>): Feature {
  return { contract, handlers }
}

export interface ServerOptions {
  installation: Installation
  features: readonly Feature[]
  /** The actor of a session token, or undefined. */
  actorOf: (token: string, installation: Installation) => Promise<Actor | undefined>
}

const cookieName = 'doudi'
const maxUpload = 200 * 1024 * 1024
const nobody: Actor = { accountId: null, postId: null, name: '', role: 'system', origin: '', division: '', scope: { from: '', to: '', seesChildren: false } }

export function splitKey(key: string): { method: string; path: string } {
  const [method = '', path = ''] = key.split(' ')
  return { method, path }
}

/** The HTTP application of the API. Static files are added by the composition root. */
export function createServer({ installation, features, actorOf }: ServerOptions): Hono {
  const app = new Hono()
  app.onError((error, c) => renderError(error, c, installation))
  for (const feature of features) {
    for (const [key, endpoint] of Object.entries(feature.contract)) {
      const { method, path } = splitKey(key)
      const handler = feature.handlers[key]
      if (!handler) throw new Error(`no handler for ${key}`)
      app.on(method, path.replace(/\{(\w+)\}/g, ':$1'), async (c) => {
        const token = getCookie(c, cookieName)
        // A form of another site cannot send this header; with SameSite=Strict it is the second net against forged requests.
        if (method !== 'GET' && c.req.header('x-doudi') !== '1') throw new Problem('forbidden', '请求不是从兜底的页面发出的。')
        const actor = endpoint.who === 'anyone' ? nobody : await permit(endpoint, token)
        if (Number(c.req.header('content-length') ?? 0) > maxUpload) throw new Problem('too_large', '文件超过 200 MB，请拆开后再传。')
        const request: Request<Endpoint> = {
          params: parse(endpoint.params, c.req.param(), '地址'),
          query: parse(endpoint.query, readQuery(c), '条件'),
          body: endpoint.body ? parse(endpoint.body, await c.req.json().catch(() => undefined), '内容') : undefined,
          bytes: async () => new Uint8Array(await c.req.arrayBuffer()),
          actor,
          installation,
          work: (run) => perform(installation, actor, run),
          token,
          setToken: (value) =>
            setCookie(c, cookieName, value ?? '', { httpOnly: true, sameSite: 'Strict', path: '/', ...(value === undefined ? { maxAge: 0 } : {}) }),
        }
        const answer = await handler(request)
        c.header('cache-control', 'no-store')
        if (endpoint.file) return fileResponse(c, answer as FileAnswer)
        return answer === undefined ? c.body(null, 204) : c.json(answer as object)
      })
    }
  }
  app.all('/api/*', () => {
    throw new Problem('not_found', '没有这个接口。')
  })
  return app

  async function permit(endpoint: Endpoint, token: string | undefined): Promise<Actor> {
    const actor = token === undefined ? undefined : await actorOf(token, installation)
    if (!actor) throw new Problem('not_signed_in', '还没有登录，或登录已过期。写的内容还在，登录后接着做。')
    if (endpoint.who !== 'signed-in' && endpoint.who !== 'anyone' && !endpoint.who.some((role) => role === actor.role)) {
      throw new Problem('forbidden', '您现在的岗位不能做这件事。')
    }
    return actor
  }
}

/** Repeated names become lists: `?state=new&state=assigned`. */
function readQuery(c: Context): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(c.req.queries()).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]))
}

/** Our own sentences stand alone; what Zod says by itself needs the field's name to be understood. */
function sayIssue(issue: { path: PropertyKey[]; message: string }): string {
  return /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : `${issue.path.join('.')} ${issue.message}`
}

function parse(schema: ZodType | undefined, value: unknown, where: string): never {
  if (!schema) return undefined as never
  const result = schema.safeParse(value)
  if (result.success) return result.data as never
  throw new Problem('bad_input', `${where}不对：${result.error.issues.map(sayIssue).join('；')}`, {
    issues: result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  })
}

function fileResponse(c: Context, { bytes, mediaType, name, isInline }: FileAnswer): Response {
  c.header('content-type', mediaType)
  c.header('x-content-type-options', 'nosniff')
  c.header('content-disposition', `${isInline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`)
  return c.body(bytes as Uint8Array<ArrayBuffer>)
}

function renderError(error: Error, c: Context, installation: Installation): Response {
  if (error instanceof Problem) {
    return problemResponse({ code: error.code, title: titleOf(error), detail: error.detail, ...(error.extra ? { extra: error.extra } : {}) }, error.status)
  }
  const requestId = randomUUID()
  installation.log.error({ err: error instanceof ZodError ? error.message : error, requestId, path: c.req.routePath, method: c.req.method }, 'request failed')
  return problemResponse({ code: 'internal', title: '出了意外', detail: `没有完成，什么也没有改。请稍后再试；报修时说编号 ${requestId.slice(0, 8)}。` }, 500)
}

function problemResponse(body: object, status: number): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' } })
}

function titleOf(problem: Problem): string {
  const titles: Partial<Record<Problem['code'], string>> = {
    not_found: '没有找到',
    forbidden: '不能做',
    not_signed_in: '请先登录',
    bad_input: '有没填对的',
    refused: '还不能这样做',
    conflict: '别人刚改过',
  }
  return titles[problem.code] ?? '没有完成'
}
