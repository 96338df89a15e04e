// node bench/workbook.ts — reading one .xlsx of 100,000 rows × 20 columns: our reader against the two libraries by themselves.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import * as XLSX from '@e965/xlsx'
import { readXlsx, writeXlsx } from 'hucre'
import type { CellValue } from 'hucre'
import { readWorkbook } from '#src/platform/files/read-workbook.ts'

const rowCount = 100_000

async function makeFile(file: string): Promise<void> {
  const rows: CellValue[][] = [Array.from({ length: 20 }, (_, column) => `栏目${column + 1}`)]
  for (let row = 0; row < rowCount; row += 1) {
    const day = new Date(Date.UTC(2020, 0, 1 + (row % 2000)))
    const cells: CellValue[] = []
    for (let column = 0; column < 20; column += 1) {
      if (column % 5 === 4) cells.push(day)
      else if (column % 2 === 0) cells.push((row * 37 + column) / 100)
      else cells.push(column === 1 ? `99910119${row}` : `青柳社区${(row * column) % 997}组`)
    }
    rows.push(cells)
  }
  const columns = Array.from({ length: 20 }, (_, column) => (column % 5 === 4 ? { numFmt: 'yyyy/m/d' } : column % 2 === 0 ? { numFmt: '0.00' } : {}))
  writeFileSync(file, await writeXlsx({ sheets: [{ name: '发放明细', columns, rows }] }))
}

async function readOnce(reader: string, file: string): Promise<number> {
  const bytes = new Uint8Array(readFileSync(file))
  const before = performance.now()
  if (reader === 'ours') await readWorkbook(bytes, 'bench.xlsx')
  else if (reader === 'hucre') await readXlsx(bytes, { readStyles: true })
  else XLSX.read(bytes, { type: 'array', cellNF: true, cellText: true, cellStyles: true })
  return performance.now() - before
}

const [, script = '', reader, given] = process.argv
if (reader !== undefined && given !== undefined) {
  const milliseconds = await readOnce(reader, given)
  process.stdout.write(JSON.stringify({ milliseconds, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }))
} else {
  const folder = mkdtempSync(path.join(tmpdir(), 'doudi-bench-'))
  const file = path.join(folder, 'bench.xlsx')
  await makeFile(file)
  const value: Record<string, { seconds: number; peakMiB: number }> = {}
  for (const name of ['ours', 'hucre', 'sheetjs']) {
    // One process each, so that the peak is its own; median of three.
    const runs = [1, 2, 3].map(
      () => JSON.parse(execFileSync(process.execPath, [script, name, file], { encoding: 'utf8' })) as { milliseconds: number; peakMiB: number },
    )
    const median = runs.toSorted((a, b) => a.milliseconds - b.milliseconds)[1]
    if (median !== undefined) value[name] = { seconds: Math.round(median.milliseconds / 10) / 100, peakMiB: median.peakMiB }
  }
  rmSync(folder, { recursive: true })
  const seconds = (name: string): number => value[name]?.seconds ?? Number.NaN
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const ratio = { hucre: seconds('ours') / seconds('hucre'), sheetjs: seconds('ours') / seconds('sheetjs') }
  process.stdout.write(`${JSON.stringify({ bench: 'workbook', ratio, value, peakMiB: value['ours']?.peakMiB ?? 0, commit })}\n`)
}
