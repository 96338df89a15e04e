import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { z } from 'zod'
import { isMonth } from '../../domain/months.ts'
import { Problem } from '../../platform/problems.ts'
import { findLedger, ledgerDefinitions } from './catalog.ts'
import type { Hints } from './understand/reading.ts'

export const month = z.string().refine(isMonth, '月份要写成 2026-10')

/** A ledger by its name in the catalogue. */
export const ledgerName = z.string().refine((name) => findLedger(name) !== undefined, {
  error: ({ input }) =>
    `没有叫“${String(input)}”的台账，可以写：${ledgerDefinitions()
      .map(({ ledger, title }) => `${ledger}（${title}）`)
      .join('、')}`,
})

export const authorityShape = z.object({
  giver: z.string().min(1),
  basis: z.string().min(1),
  purpose: z.string().min(1),
  until: z.iso.date('保留期限要写成 2027-04-30'),
})

const coversShape = z
  .object({ from: month.nullish(), to: month.nullish(), divisions: z.array(z.string().min(1)).nullish() })
  .refine(({ from, to }) => !from === !to, '月份要有头有尾，请把 from 和 to 都写上，如 {"from":"2026-01","to":"2026-10"}')
  .refine(({ from, to }) => !from || !to || from <= to, 'from 在 to 之后，请把两个月份对调')
  .refine(({ from, divisions }) => Boolean(from) || Boolean(divisions?.length), '请写月份 from、to，或社区 divisions，或者整个不写')

export const choicesShape = z.object({
  ledger: ledgerName.nullish(),
  period: month.nullish(),
  covers: coversShape.nullish(),
  authority: authorityShape.nullish(),
})

/** What somebody says about a file: which ledger, which month, what it speaks for, who gave it. */
export type Choices = z.infer<typeof choicesShape>

const manifestShape = z.array(choicesShape.extend({ file: z.string().min(1) }))

export function hintsOfChoices({ ledger, period, covers }: Pick<Choices, 'ledger' | 'period' | 'covers'>): Pick<Hints, 'ledger' | 'period' | 'covers'> {
  return { ...(ledger ? { ledger } : {}), ...(period ? { period } : {}), ...(covers ? { covers } : {}) }
}

const kinds: Readonly<Record<string, string>> = { string: '文字，如 "…"', array: '列表，如 ["…"]', object: '一组，如 {"…": "…"}' }

/** What is wrong with a value, for whoever wrote the manifest by hand. */
function say(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'too_small') return '不能空着'
  if (issue.code !== 'invalid_type') return undefined
  return issue.input === undefined ? '没有写' : `要写成${kinds[issue.expected] ?? issue.expected}`
}

/** Reads a manifest; keys are the absolute paths of its files. Errors: `unreadable_file` with the row and field. */
export function readManifest(path: string): Map<string, Choices> {
  if (!existsSync(path)) throw new Problem('unreadable_file', `没有找到清单“${path}”。`)
  let raw: unknown
  try {
    raw = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new Problem(
      'unreadable_file',
      `清单“${basename(path)}”不是完整的 JSON（${error instanceof Error ? error.message : String(error)}）。什么都没有导入，请对照着改好再来。`,
    )
  }
  const result = manifestShape.safeParse(raw, { error: say })
  if (!result.success) {
    const [{ path: place, message }] = result.error.issues as [z.core.$ZodIssue]
    const [at, ...field] = place
    if (typeof at !== 'number') throw new Problem('unreadable_file', `清单“${basename(path)}”要写成列表：[{"file": "…"}, …]。什么都没有导入。`)
    const { file } = Object((raw as unknown[])[at]) as { file?: unknown }
    throw new Problem(
      'unreadable_file',
      `清单“${basename(path)}”第 ${at + 1} 条${typeof file === 'string' ? `（文件“${file}”）` : ''}${field.length > 0 ? `的 ${field.join('.')} ` : ''}不对：${message}。什么都没有导入，改好再来。`,
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
