import { useState } from 'react'
import { formatMoney } from '#src/domain/money.ts'
import { BarOfParts } from '#src/ui/BarOfParts.tsx'
import { Segmented } from '#src/ui/Segmented.tsx'
import { SelectInput } from '#src/ui/Field.tsx'
import type { Choices, Reading, SheetPreview } from './calls.ts'

/** A sheet of more columns is shown by those that were recognised. */
const manyColumns = 20

/** The sheet as it looks, what each column became above it, why each row is what it is at its right edge. */
export function SheetView({ reading, choices, onChoose }: { reading: Reading; choices: Choices; onChoose: (choices: Choices) => void }) {
  const tables = reading.sheets.filter((sheet) => sheet.state !== 'skipped')
  const [name, setName] = useState<string | null>(null)
  const [showsAll, setShowsAll] = useState(false)
  const sheet = tables.find((each) => each.sheet === name) ?? tables[0]
  if (!sheet) return <p className="ink2">这个文件里没有表格。</p>
  const recognised = sheet.columns.filter((column) => column.canonical !== null)
  const isWide = sheet.columns.length > manyColumns && recognised.length > 0 && recognised.length < sheet.columns.length
  const columns = isWide && !showsAll ? recognised : sheet.columns
  return (
    <>
      {tables.length > 1 ? (
        <Segmented label="看哪张表" choices={tables.map((each) => ({ value: each.sheet, title: each.sheet }))} value={sheet.sheet} onChange={setName} />
      ) : null}
      {isWide ? (
        <Segmented
          label="看哪些列"
          choices={[
            { value: 'recognised', title: `认出的 ${recognised.length} 列` },
            { value: 'all', title: `全部 ${sheet.columns.length} 列` },
          ]}
          value={showsAll ? 'all' : 'recognised'}
          onChange={(value) => setShowsAll(value === 'all')}
        />
      ) : null}
      <div className="sheet-scroll">
        <table className="sheet">
          <thead>
            <tr>
              <th className="small ink3">行</th>
              {columns.map((column) => (
                <th key={column.index} className={column.canonical === null ? 'is-unread' : ''}>
                  <SelectInput
                    aria-label={`“${column.heading}”这一列成了什么`}
                    value={column.canonical ?? ''}
                    options={[{ value: '', title: '不导入' }, ...sheet.choicesOfColumns.map((choice) => ({ value: choice.canonical, title: choice.title }))]}
                    onChange={(canonical) =>
                      onChoose({ ...choices, mapping: { ...mappingOf(sheet), ...choices.mapping, [column.index]: canonical === '' ? null : canonical } })
                    }
                  />
                  <span className="small ink3">填了 {Math.round(column.fillRate * 100)}%</span>
                  <span className="small ink3 samples">{column.samples.join(' · ')}</span>
                </th>
              ))}
              <th className="small ink2">这一行为什么</th>
            </tr>
          </thead>
          <tbody>
            {sheet.preview.map((row) => (
              <tr key={row.row} className={`row-${row.class}`}>
                <th scope="row">{row.row}</th>
                {columns.map((column) => (
                  <td key={column.index}>{row.cells[column.index] ?? ''}</td>
                ))}
                <td className={`small ${row.class === 'problem' ? 'amber' : 'ink3'}`}>{row.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {columns === recognised ? (
        <p className="small ink3">
          没有导入的列：{sheet.columns.flatMap((column) => (column.canonical === null && column.fillRate > 0 ? column.heading : [])).join('、') || '都是空的'}
        </p>
      ) : null}
      <BarOfParts
        title="读到"
        unit="行"
        total={sheet.counts.seen}
        parts={[
          { title: '可导入', count: sheet.counts.accepted, tone: 'accent' },
          { title: '待修正', count: sheet.counts.problems, tone: 'amber' },
          { title: '不是数据', count: sheet.counts.notData, tone: 'quiet' },
        ]}
      />
      <Remarks sheet={sheet} />
      {sheet.difference ? <Difference difference={sheet.difference} /> : null}
    </>
  )
}

function mappingOf(sheet: SheetPreview): Record<string, string | null> {
  return Object.fromEntries(sheet.columns.map((column) => [column.index, column.canonical]))
}

function Remarks({ sheet }: { sheet: SheetPreview }) {
  const wrongTotals = sheet.totals.filter((total) => !total.agrees)
  if (sheet.problems.length + sheet.flags.length + wrongTotals.length + sheet.notes.length === 0) return null
  return (
    <ul className="remarks small">
      {wrongTotals.map((total) => (
        <li key={`${total.row}${total.column}`} className="amber">
          第 {total.row} 行合计：{total.column}写 {total.written}，数得 {total.counted}
        </li>
      ))}
      {sheet.problems.map((remark) => (
        <li key={`p${remark.row}${remark.column}${remark.code}`} className="amber">
          第 {remark.row} 行 {remark.column ?? ''}：{remark.message}
        </li>
      ))}
      {sheet.flags.map((remark) => (
        <li key={`f${remark.row}${remark.column}${remark.code}`}>
          请看一眼 第 {remark.row} 行 {remark.column ?? ''}：{remark.message}
        </li>
      ))}
      {sheet.notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

function Difference({ difference }: { difference: NonNullable<SheetPreview['difference']> }) {
  const { against, before, added, gone, changed } = difference
  const some = (names: readonly string[]): string => `${names.slice(0, 6).join('、')}${names.length > 6 ? ` 等 ${names.length} 人` : ''}`
  return (
    <section className="difference" aria-label={`与 ${against} 比`}>
      <h3>
        与 {against} 比：上月 {before} 人 ＋ {added.length} － {gone.length}
      </h3>
      <div className="difference-parts">
        <div>
          <b>新增 {added.length} 人</b>
          <p>{some(added) || '没有'}</p>
        </div>
        <div>
          <b>减少 {gone.length} 人</b>
          <p>{some(gone) || '没有'}</p>
        </div>
        <div>
          <b>金额变化 {changed.length} 人</b>
          {changed.slice(0, 6).map((each) => (
            <p key={each.name}>
              {each.name} {formatMoney(each.from)} → {formatMoney(each.to)}
            </p>
          ))}
        </div>
      </div>
    </section>
  )
}
