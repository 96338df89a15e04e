import type { SheetContext } from './finish-row.ts'
import type { LedgerDefinition } from './ledger-definition.ts'
import type { Mapped } from './map-columns.ts'
import type { SheetReading } from './reading.ts'
import { sayMarks } from './row-marks.ts'
import type { Stated } from './settle-table.ts'
import type { TableContent } from './table-content.ts'

/** What the clerk should know of a table beside its rows, one sentence each, into `reading.notes`. */
export function addNotes(
  reading: SheetReading,
  given: { content: TableContent; context: SheetContext; definition: LedgerDefinition; mapped: readonly Mapped[]; stated: Stated; members: number },
): void {
  const { content, context, definition, mapped, stated, members } = given
  const { notes } = reading
  if (reading.isSheetHidden) notes.push('这张表是隐藏的，照样读入，请看该不该导入')
  if (content.hidden.length > 0) notes.push(`第 ${list(content.hidden)} 行是隐藏行，照样读入，请看该不该导入`)
  if (content.struck.length > 0) notes.push(`第 ${list(content.struck)} 行画了删除线，没有读入`)
  notes.push(...sayMarks(content.marks, list))
  for (const [heading, rows] of content.byMonth) notes.push(`“${heading}”有 ${rows} 行只写到月：起按当月 1 日算，止按当月最后一天算`)
  for (const [column, rows] of content.endless) {
    const words = [...new Set(rows.map(({ said }) => `“${said}”`))].slice(0, 3).join('、')
    notes.push(`第 ${list(rows.map(({ row }) => row))} 行状态写着${words}，却没有“${column.headings[0]}”：不知道哪些月份还算，这些行不参加比对，请补上后再导入`)
  }
  const has = (name: string): boolean => mapped.some((each) => each.column?.name === name)
  const id = definition.columns.find((column) => column.type === 'citizen_id' && column.required)
  if (id && !has(id.name) && !has('head_citizen_id') && members === 0)
    notes.push(
      `没有找到身份证号列，各行${definition.owner === 'reference' ? '比对不到人（死亡名单写有出生日期的除外）' : '只能凭姓名、出生日期和社区推断是谁，不作认定'}`,
    )
  if (definition.owner !== 'reference' && content.places.seen.size === 0 && content.rows.length > 0) notes.push('整张表没有写社区，请指明是哪个社区，或补一列')
  else if (definition.owner !== 'reference' && content.places.unplaced > 0) notes.push(`${content.places.unplaced} 行没有写社区`)
  if (definition.shape === 'payments' && stated.months && stated.months.from !== stated.months.to && !has('for_month'))
    notes.push('标题写的是几个月的合计，行里没有写所属月份，请分月或补一列')
  if (definition.shape !== 'register' && reading.period === null && reading.covers === null) notes.push('没有找到月份，请选这张表是哪个月的')
  for (const total of content.totals) if (!total.agrees) notes.push(`第 ${total.row} 行“${total.column}”的合计与各行相加不一致`)
  if (context.isNewTown && reading.communities.length > 0) notes.push(`认出社区：${reading.communities.map((each) => each.name).join('、')}`)
  if (reading.hivFound) notes.push('有不应登记的健康信息，已替换或去掉，原件不留存')
}

function list(rows: readonly number[]): string {
  return rows.length <= 8 ? rows.join('、') : `${rows.slice(0, 8).join('、')} 等 ${rows.length}`
}
