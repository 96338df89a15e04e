import { readFileSync } from 'node:fs'
import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { Problem } from '../problems.ts'

/** Reads a YAML file of a shape. Errors: `unreadable_file`, which names the file and the line or the field. */
export function readYaml<T extends z.ZodType>(file: string, shape: T): z.output<T> {
  const place = placeOf(file)
  return takeShape(place, parseYaml(place, readFileSync(file, 'utf8')), shape)
}

/** The value that a YAML text holds. Errors: `unreadable_file` with its place and line. */
export function parseYaml(place: string, text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error
    const [at] = error.linePos ?? []
    throw new Problem(
      'unreadable_file',
      `${place} ${at ? `第 ${at.line} 行第 ${at.col} 列` : ''}读不下去：文件可能没有写完，或者引号、括号、缩进不对，请改好再来。`,
    )
  }
}

/** A value as the shape has it. Errors: `unreadable_file` with its place and the field. */
export function takeShape<T extends z.ZodType>(place: string, value: unknown, shape: T): z.output<T> {
  const result = shape.safeParse(value, { error: z.locales.zhCN().localeError })
  if (result.success) return result.data
  const [{ path, message }] = result.error.issues as [z.core.$ZodIssue]
  throw new Problem('unreadable_file', `${place} ${path.length === 0 ? '' : `的 ${path.join('.')} `}不对：${message}。请改好再来。`)
}

/** As the repository names its files: from `catalog/` on. */
function placeOf(file: string): string {
  return file.replaceAll('\\', '/').replace(/^.*\/(?=catalog\/)/, '')
}
