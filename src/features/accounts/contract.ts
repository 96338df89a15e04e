import { z } from 'zod'
import { contract, roles } from '../../platform/http/endpoint.ts'

const post = z.object({ post: z.string(), role: z.enum(roles), division: z.string(), divisionName: z.string() })

const session = z.object({
  state: z.enum(['signed_in', 'signed_out', 'first_run']),
  person: z.string().nullable(),
  post: post.nullable(),
  posts: z.array(post),
  today: z.string(),
  isFixedDate: z.boolean(),
  town: z.string().nullable(),
  mustChangePassword: z.boolean(),
})

const password = z
  .string()
  .min(8, '口令至少 8 位')
  .refine((text) => [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(text)).length >= 3, '口令要含大写、小写、数字、符号中的三种')

const administrators = ['system_admin', 'clerk'] as const

export const api = contract({
  'GET /api/session': { who: 'anyone', output: session },
  'POST /api/session': { who: 'anyone', body: z.object({ login: z.string().min(1), password: z.string().min(1) }), output: session },
  'DELETE /api/session': { who: 'signed-in' },
  'POST /api/session/post': { who: 'signed-in', body: z.object({ post: z.string() }), output: session },
  'POST /api/session/password': { who: 'signed-in', body: z.object({ old: z.string(), password }) },
  'POST /api/first-run': {
    who: 'anyone',
    body: z.object({
      town: z.string().trim().min(1, '请写镇名'),
      name: z.string().trim().min(1, '请写姓名'),
      login: z.string().trim().min(2, '登录名至少 2 个字'),
      password,
      communities: z.array(z.string().trim().min(1)).max(200),
    }),
    output: session,
  },
  'GET /api/divisions': { who: 'signed-in', output: z.object({ divisions: z.array(z.object({ code: z.string(), name: z.string() })) }) },
  'POST /api/divisions': { who: ['clerk', 'system_admin'], body: z.object({ name: z.string().trim().min(1) }), output: z.object({ code: z.string() }) },
  'GET /api/colleagues': {
    who: 'signed-in',
    output: z.object({
      colleagues: z.array(z.object({ post: z.string(), name: z.string(), role: z.enum(roles), division: z.string(), divisionName: z.string() })),
    }),
  },
  'GET /api/accounts': {
    who: administrators,
    output: z.object({
      accounts: z.array(
        z.object({
          account: z.string(),
          name: z.string(),
          login: z.string(),
          isActive: z.boolean(),
          posts: z.array(post.extend({ from: z.string(), to: z.string().nullable() })),
        }),
      ),
    }),
  },
  'POST /api/accounts': {
    who: administrators,
    body: z.object({
      name: z.string().trim().min(1, '请写姓名'),
      login: z.string().trim().min(2, '登录名至少 2 个字'),
      password,
      role: z.enum(roles),
      division: z.string(),
    }),
    output: z.object({ account: z.string() }),
  },
  'POST /api/accounts/{account}/posts': {
    who: administrators,
    params: z.object({ account: z.uuid() }),
    body: z.object({ role: z.enum(roles), division: z.string() }),
    output: z.object({ post: z.string() }),
  },
  'DELETE /api/posts/{post}': { who: administrators, params: z.object({ post: z.uuid() }) },
  'POST /api/attachments': {
    who: 'signed-in',
    query: z.object({ name: z.string().min(1).max(200) }),
    upload: true,
    output: z.object({ attachment: z.string(), name: z.string(), mediaType: z.string(), bytes: z.number(), sha256: z.string() }),
  },
  'GET /api/attachments/{attachment}': { who: 'signed-in', params: z.object({ attachment: z.uuid() }), file: true },
  'GET /api/entries': {
    who: 'signed-in',
    query: z.object({ kind: z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(z.string())) }),
    output: z.object({
      /** What the reader entered and may withdraw. */
      own: z.array(z.object({ kind: z.string(), entry: z.string(), said: z.string(), about: z.string() })),
      withdrawn: z.array(z.object({ kind: z.string(), said: z.string(), reason: z.string(), by: z.string(), at: z.string() })),
    }),
  },
  'POST /api/entries/{entry}/withdrawal': {
    who: 'signed-in',
    params: z.object({ entry: z.string() }),
    body: z.object({ kind: z.string(), reason: z.string().trim().min(2, '请写为什么撤回').max(500) }),
  },
  'GET /api/tasks/{task}': {
    who: 'signed-in',
    params: z.object({ task: z.uuid() }),
    output: z.object({
      task: z.string(),
      kind: z.string(),
      state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
      progress: z.record(z.string(), z.unknown()),
      result: z.unknown(),
      message: z.string().nullable(),
    }),
  },
  'POST /api/tasks/{task}/cancel': { who: 'signed-in', params: z.object({ task: z.uuid() }) },
})
