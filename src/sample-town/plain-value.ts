import type { CellValue } from './mess.ts'

/** What a cell says, without how it is written. */
export function plainValue(cell: CellValue): string | number | null {
  return cell !== null && typeof cell === 'object' ? cell.value : cell
}
