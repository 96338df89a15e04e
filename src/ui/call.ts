import type { z, ZodType } from 'zod'
import type { Contract } from '#src/platform/http/endpoint.ts'
import { ProblemError, readProblem, reportSignedOut } from './problem-error.ts'

type Part<E, K extends 'params' | 'query' | 'body'> = E extends { [P in K]: infer S extends ZodType }
  ? Partial<Record<never, never>> extends z.input<S>
    ? { [P in K]?: z.input<S> }
    : { [P in K]: z.input<S> }
  : unknown

/** What a caller gives to an endpoint: its params, query and body, as far as the contract names them. */
export type InputOf<E> = Part<E, 'params'> & Part<E, 'query'> & Part<E, 'body'>
/** What the server sends (it is not parsed again in the browser, so Zod stays out of the pages). */
export type OutputOf<E> = E extends { output: infer S extends ZodType } ? z.input<S> : undefined
type Rest<E> = Partial<Record<never, never>> extends InputOf<E> ? [(InputOf<E> & Options)?] : [InputOf<E> & Options]

interface Options {
  signal?: AbortSignal | undefined
}

/** The loose shape that every typed input has underneath. */
export interface CallInput extends Options {
  params?: unknown
  query?: unknown
  body?: unknown
}

export type Call<C extends Contract> = <K extends keyof C & string>(key: K, ...input: Rest<C[K]>) => Promise<OutputOf<C[K]>>

/**
 * The typed client of one contract: `const call = client<typeof api>()`, then `await call('GET /api/leads', { query })`.
 * Throws `ProblemError`; when the session has ended it also asks the page to sign in again, with everything typed left in place.
 */
export function client<C extends Contract>(): Call<C> {
  return async (key, ...[input]) => (await send(key, input ?? {}).then(readJson)) as never
}

/** The raw request behind `client`; answers are checked, bytes are not read yet. */
export async function send(key: string, input: CallInput): Promise<Response> {
  const { method, address } = addressOf(key, input)
  const hasBody = input.body !== undefined
  const response = await fetch(address, {
    method,
    credentials: 'same-origin',
    headers: { 'x-doudi': '1', accept: 'application/json', ...(hasBody ? { 'content-type': 'application/json' } : {}) },
    ...(hasBody ? { body: JSON.stringify(input.body) } : {}),
    ...(input.signal ? { signal: input.signal } : {}),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ProblemError({ code: 'offline' })
  })
  if (response.ok) return response
  const problem = readProblem(response.status, await response.text())
  if (problem.code === 'not_signed_in') reportSignedOut()
  throw problem
}

/** Method and address of a key such as `GET /api/leads/{lead}` with its params filled in; lists become repeated names. */
export function addressOf(key: string, { params = {}, query = {} }: CallInput): { method: string; address: string } {
  const [method = 'GET', path = ''] = key.split(' ')
  const values = params as Record<string, string | number | undefined>
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name] ?? '')))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query as Record<string, unknown>)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== '') search.append(name, String(each))
    }
  }
  return { method, address: [...search].length > 0 ? `${filled}?${search.toString()}` : filled }
}

async function readJson(response: Response): Promise<unknown> {
  return response.status === 204 ? undefined : response.json()
}
