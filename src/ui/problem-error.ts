/** Codes of the server, and two that only a browser can meet. */
export type PageProblemCode = keyof typeof messages

export interface ProblemBody {
  code: PageProblemCode
  title?: string | undefined
  detail?: string | undefined
  /** What of the input it is about: a field's path. */
  where?: string | undefined
  extra?: Record<string, unknown> | undefined
}

/** What a call throws: a code for the program, and words for the person through `messageFor`. */
export class ProblemError extends Error {
  readonly code: PageProblemCode
  readonly body: ProblemBody

  constructor(body: ProblemBody) {
    super(body.detail ?? body.title ?? body.code)
    this.name = 'ProblemError'
    this.code = body.code
    this.body = body
  }

  /** What is wrong with each field, by its path; empty where the server named none. */
  get fields(): Record<string, string> {
    const issues = this.body.extra?.['issues']
    if (!Array.isArray(issues)) return {}
    return Object.fromEntries(issues.map((issue: { path: string; message: string }) => [issue.path, issue.message]))
  }
}

/** Reads an answer of `application/problem+json`; anything else (a proxy's page, say) becomes `internal` or `offline`. */
export function readProblem(status: number, text: string): ProblemError {
  try {
    const body = JSON.parse(text) as Partial<ProblemBody>
    if (typeof body.code === 'string') return new ProblemError({ ...body, code: body.code })
  } catch {
    // Not JSON: the status is all there is.
  }
  return new ProblemError({ code: status === 502 || status === 503 || status === 504 ? 'busy' : 'internal' })
}

export interface Message {
  title: string
  detail: string
}

const messages = {
  bad_input: { title: '有没填对的', detail: '写的内容都还在，请按提示改。' },
  not_signed_in: { title: '请先登录', detail: '登录已过期。写的内容还在，登录后接着做。' },
  wrong_password: { title: '登录名或口令不对', detail: '请再试一次；连续 5 次不对会锁 15 分钟。' },
  locked: { title: '暂时锁住了', detail: '口令连续不对，请过 15 分钟再试，或请管理员重设。' },
  forbidden: { title: '不能做', detail: '您现在的岗位不能做这件事。' },
  not_found: { title: '没有找到', detail: '可能已撤回，或者不在您的辖区内。' },
  conflict: { title: '别人刚改过', detail: '您写的还在。请看两边的内容，再决定留哪一个。' },
  refused: { title: '还不能这样做', detail: '没有改动任何东西。' },
  unreadable_file: { title: '文件读不出来', detail: '文件没有收下。请用 WPS 或 Excel 打开看看，另存后再传。' },
  busy: { title: '正忙', detail: '没有完成，什么也没有改。请过一会儿再试。' },
  too_large: { title: '文件太大', detail: '文件没有收下，请拆开后再传。' },
  wrong_folder: { title: '数据文件夹打不开', detail: '请把这句话告诉管理员。' },
  internal: { title: '出了意外', detail: '没有完成，什么也没有改。请稍后再试。' },
  offline: { title: '没有连上', detail: '网络断了或服务没有开。写的内容存在这台电脑上，连上后再试一次就行。' },
  aborted: { title: '已取消', detail: '没有改动任何东西。' },
} satisfies Record<string, Message>

/** The one place where a failure becomes words: what happened, what was kept, what to do. Never a code alone. */
export function messageFor(error: unknown): Message {
  if (error instanceof ProblemError) {
    // A newer server may know a code that this page does not.
    const usual: Message | undefined = messages[error.code]
    return { title: error.body.title ?? usual?.title ?? messages.internal.title, detail: error.body.detail ?? usual?.detail ?? messages.internal.detail }
  }
  if (error instanceof DOMException && error.name === 'AbortError') return messages.aborted
  return messages.internal
}

const signedOutEvent = 'doudi:signed-out'

/** Tells the page that the session is over; the page asks to sign in over what stands there, so nothing typed is lost. */
export function reportSignedOut(): void {
  if (typeof window !== 'undefined') window.dispatchEvent(new Event(signedOutEvent))
}

/** Calls `listener` when a call found the session over; returns how to stop listening. */
export function onSignedOut(listener: () => void): () => void {
  window.addEventListener(signedOutEvent, listener)
  return () => window.removeEventListener(signedOutEvent, listener)
}
