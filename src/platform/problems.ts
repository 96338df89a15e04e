/** The closed list of what can stop a request or a command; the browser switches on these. */
export const problemCodes = [
  'bad_input',
  'not_signed_in',
  'wrong_password',
  'locked',
  'forbidden',
  'not_found',
  'conflict',
  'refused',
  'unreadable_file',
  'busy',
  'too_large',
  'wrong_folder',
  'internal',
] as const

export type ProblemCode = (typeof problemCodes)[number]

const statusOf: Record<ProblemCode, number> = {
  bad_input: 400,
  not_signed_in: 401,
  wrong_password: 401,
  locked: 423,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  refused: 422,
  unreadable_file: 422,
  busy: 503,
  too_large: 413,
  wrong_folder: 500,
  internal: 500,
}

/**
 * What stops a request: a code for the program, a Chinese sentence for the person (what happened,
 * what was kept, what to do), and extra data for the page. Never carries an unmasked id.
 */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly detail: string
  readonly extra: Record<string, unknown> | undefined

  constructor(code: ProblemCode, detail: string, extra?: Record<string, unknown>) {
    super(`${code}: ${detail}`)
    this.name = 'Problem'
    this.code = code
    this.detail = detail
    this.extra = extra
  }

  get status(): number {
    return statusOf[this.code]
  }
}

/** The answer for something that is not there or lies outside the reader's scope: both look alike. */
export function notFound(what: string): Problem {
  return new Problem('not_found', `没有找到${what}，或者不在您的辖区内。`)
}
