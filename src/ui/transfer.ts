import type { Contract } from '#src/platform/http/endpoint.ts'
import { addressOf, send, type CallInput, type InputOf, type OutputOf } from './call.ts'
import { ProblemError, readProblem, reportSignedOut } from './problem-error.ts'

type Loose<E> = Omit<InputOf<E>, never> & { signal?: AbortSignal | undefined }

/**
 * Sends a file as the raw body of an `upload` endpoint, telling progress from 0 to 1:
 * `const put = uploader<typeof api>(); await put('POST /api/files', file, { query: { name: file.name }, onProgress })`.
 */
export function uploader<C extends Contract>() {
  return <K extends keyof C & string>(key: K, file: Blob, input: Loose<C[K]> & { onProgress?: (part: number) => void }): Promise<OutputOf<C[K]>> =>
    put(key, file, input) as never
}

function put(key: string, file: Blob, input: CallInput & { onProgress?: (part: number) => void }): Promise<unknown> {
  const { method, address } = addressOf(key, input)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, address)
    request.setRequestHeader('x-doudi', '1')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => event.lengthComputable && input.onProgress?.(event.loaded / event.total))
    request.addEventListener('load', () => {
      if (request.status < 300) return resolve(request.status === 204 ? undefined : JSON.parse(request.responseText))
      const problem = readProblem(request.status, request.responseText)
      if (problem.code === 'not_signed_in') reportSignedOut()
      reject(problem)
    })
    request.addEventListener('error', () => reject(new ProblemError({ code: 'offline' })))
    request.addEventListener('abort', () => reject(new ProblemError({ code: 'aborted' })))
    input.signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

/** Fetches the bytes of a `file` endpoint and offers them for saving under the server's name; failures are thrown, not shown as a raw page. */
export function downloader<C extends Contract>() {
  return async <K extends keyof C & string>(key: K, input: Loose<C[K]>): Promise<void> => {
    const response = await send(key, input as CallInput)
    saveAs(await response.blob(), nameOf(response.headers.get('content-disposition')))
  }
}

/** The address of a `GET` endpoint that answers bytes, for `<img src>` and `<a href>`. */
export function locator<C extends Contract>() {
  return <K extends keyof C & string>(key: K, input: Loose<C[K]>): string => addressOf(key, input as CallInput).address
}

/** Offers bytes to the person as a file. */
export function saveAs(blob: Blob, name: string): void {
  const anchor = document.createElement('a')
  anchor.href = URL.createObjectURL(blob)
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000)
}

/** The file name in a `content-disposition`, RFC 5987 form first. */
export function nameOf(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (encoded) return decodeURIComponent(encoded)
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? '下载'
}
