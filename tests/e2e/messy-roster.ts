import { packXlsx } from '#src/platform/files/pack-xlsx.ts'
import { readWorkbook } from '#src/platform/files/read-workbook.ts'

export interface MessyRoster {
  bytes: Buffer
  /** Rows under the headings that hold somebody, right or wrong. */
  people: number
  /** Rows with neither name nor id: nobody knows whose they are. */
  nameless: number
  /** The one person of the roster who is left out. */
  leftOut: string
  /** The heading that nobody uses for what somebody works. */
  oddHeading: string
}

/** Next month's roster as it is passed on by hand: a title above the headings, an odd heading, columns to the sixtieth that nobody filled, wrong rows, a footer. */
export async function messyRoster(roster: Uint8Array): Promise<MessyRoster> {
  const { sheets } = await readWorkbook(roster, '低保人员查询_20261031.xlsx')
  const [headings, ...lines] = sheets[0]?.rows ?? []
  if (!headings) throw new Error('the roster is empty')
  const words = headings.cells.map((cell) => cell?.text ?? '')
  const at = (heading: string): number => words.indexOf(heading)
  const rows = lines.map((line) => line.cells.map((cell) => (typeof cell?.value === 'number' ? cell.value : (cell?.text ?? null))))
  const nameless = 18
  for (const row of rows.slice(0, nameless)) row[at('姓名')] = row[at('身份证号')] = null
  for (const row of rows.slice(nameless, nameless + 6)) row[at('身份证号')] = String(row[at('身份证号')]).slice(0, 17)
  const [leftOut] = rows.splice(40, 1)
  const oddHeading = '在干啥'
  words[at('就业状况')] = oddHeading
  while (words.length < 60) words.push(`另记${words.length}`)
  return {
    bytes: Buffer.from(packXlsx([{ name: '低保', rows: [['青禾镇低保人员花名册（2026年10月）'], words, ...rows, ['填表人：李敏　　联系电话：']] }])),
    people: rows.length,
    nameless,
    leftOut: String(leftOut?.[at('姓名')]),
    oddHeading,
  }
}

/** A list of cremations that somebody handed over on a stick. */
export function cremationList(people: readonly { name: string; citizenId: string }[]): Buffer {
  return Buffer.from(
    packXlsx([
      {
        name: '火化',
        rows: [
          ['云岭县殡仪馆火化名单（2026年10月）'],
          ['序号', '姓名', '身份证号', '死亡日期', '火化日期'],
          ...people.map((person, row) => [row + 1, person.name, person.citizenId, '2026-10-02', '2026-10-04']),
        ],
      },
    ]),
  )
}
