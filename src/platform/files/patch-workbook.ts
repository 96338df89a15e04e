import { strFromU8, unzipSync } from 'fflate'
import { Problem } from '../problems.ts'
import { packZip } from './pack-zip.ts'
import { SheetPatcher } from './patch-sheet.ts'
import { columnLetters } from './xml-text.ts'

/** `row` counts from 1, `column` from 0, as in `readWorkbook`. A string is written as text, null empties the cell. */
export interface CellPatch {
  sheet: string
  row: number
  column: number
  value: string | number | null
}

/**
 * Writes values into an .xlsx and leaves all else as it was: every other part keeps its content byte for byte, and in the sheet only the named
 * cells change (style kept, missing cells and rows made in their order). Throws `Problem`: unreadable_file for what is no .xlsx,
 * not_found for an unknown sheet, refused for a formula or a covered cell of a merge.
 */
export function patchWorkbook(bytes: Uint8Array, patches: readonly CellPatch[]): Uint8Array {
  const parts = openParts(bytes)
  const bySheet = Map.groupBy(patches, (patch) => patch.sheet)
  const changed = new Map<string, Uint8Array>()
  for (const [sheet, ofSheet] of bySheet) {
    const part = findSheetPart(parts, sheet)
    const content = part === null ? undefined : parts[part]
    if (part === null || content === undefined) throw new Problem('not_found', `原文件里没有名为“${sheet}”的工作表，没有填写。请核对导入时的文件。`)
    const xml = new SheetPatcher(decode(content)).patch(ofSheet, (cell, reason) => {
      throw new Problem('refused', `“${sheet}”的单元格 ${columnLetters(cell.column)}${cell.row} ${reason}，没有填写。请先在原表中处理后再试。`)
    })
    changed.set(part, new TextEncoder().encode(xml))
  }
  return packZip(Object.entries(parts).map(([name, content]) => [name, changed.get(name) ?? content] as const))
}

function openParts(bytes: Uint8Array): Record<string, Uint8Array> {
  let parts: Record<string, Uint8Array>
  try {
    parts = unzipSync(bytes)
  } catch {
    parts = {}
  }
  if (parts['xl/workbook.xml'] === undefined) {
    throw new Problem('unreadable_file', '只有 .xlsx 文件能原样回填。请用 WPS 或 Excel 把下发的表另存为 .xlsx，再导入一次。')
  }
  return parts
}

function decode(content: Uint8Array): string {
  // ignoreBOM keeps a byte-order mark in the text, so that it is written back.
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
}

function findSheetPart(parts: Record<string, Uint8Array>, sheet: string): string | null {
  const workbook = text(parts['xl/workbook.xml'])
  const relations = text(parts['xl/_rels/workbook.xml.rels'])
  for (const tag of tags(workbook, 'sheet')) {
    if (attribute(tag, 'name') !== sheet) continue
    const id = /\s(?:\w+:)id\s*=\s*["']([^"']*)["']/.exec(tag)?.[1]
    const target = tags(relations, 'Relationship').find((candidate) => attribute(candidate, 'Id') === id)
    const path = target === undefined ? null : attribute(target, 'Target')
    if (path === null) return null
    return path.startsWith('/') ? path.slice(1) : `xl/${path.replace(/^\.\//, '')}`
  }
  return null
}

function text(content: Uint8Array | undefined): string {
  return content === undefined ? '' : strFromU8(content)
}

function tags(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:\\w+:)?${name}\\s(?:[^>"']|"[^"]*"|'[^']*')*>`, 'g')) ?? []
}

function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  const raw = value?.[1] ?? value?.[2]
  if (raw === undefined) return null
  return raw
    .replaceAll(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) => String.fromCodePoint(Number.parseInt(code, hex === '' ? 10 : 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
