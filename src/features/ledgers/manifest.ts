import { readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { z } from 'zod'
import { isMonth } from '../../domain/months.ts'
import { Problem } from '../../platform/problems.ts'

const month = z.string().refine(isMonth, '月份要写成 2026-10')

export const authorityShape = z.object({
  giver: z.string().min(1),
  basis: z.string().min(1),
  purpose: z.string().min(1),
  until: z.iso.date('保留期限要写成 2027-04-30'),
})

export const choicesShape = z.object({
  ledger: z.string().nullish(),
  period: month.nullish(),
  covers: z.object({ from: month, to: month, divisions: z.array(z.string()).nullish() }).nullish(),
  authority: authorityShape.nullish(),
})

/** What somebody says about a file: which ledger, which month, what it speaks for, who gave it. */
export type Choices = z.infer<typeof choicesShape>

const manifestShape = z.array(choicesShape.extend({ file: z.string().min(1) }))

/** Reads a manifest; keys are the absolute paths of its files. Errors: `unreadable_file` with the row and field. */
export function readManifest(path: string): Map<string, Choices> {
  let raw: unknown
  try {
    raw = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new Problem('unreadable_file', `清单“${basename(path)}”读不出来：${error instanceof Error ? error.message : String(error)}`)
  }
  const result = manifestShape.safeParse(raw)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new Problem(
      'unreadable_file',
      `清单“${basename(path)}”第 ${Number(issue?.path[0] ?? 0) + 1} 条的 ${issue?.path.slice(1).join('.') ?? ''} 不对：${issue?.message ?? ''}`,
    )
  }
  return new Map(result.data.map(({ file, ...choices }) => [resolve(dirname(path), file), choices]))
}

/** `--authority "县民政局;函〔2026〕3号;只核对死亡;2027-04-30"` */
export function readAuthority(text: string): z.infer<typeof authorityShape> {
  const [giver, basis, purpose, until] = text.split(/[;；]/).map((part) => part.trim())
  const result = authorityShape.safeParse({ giver, basis, purpose, until })
  if (!result.success) throw new Problem('bad_input', '名单依据要写四段，用分号隔开：谁给的;凭什么;作什么用;保留到哪天（2027-04-30）。')
  return result.data
}
