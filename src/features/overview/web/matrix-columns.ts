import type { Cell, Home, Item } from './overview-api.ts'

export interface AreaGroup {
  areaNo: number
  title: string
  items: Item[]
}

const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** Items by area in the paper's order. The area's head is short: “（二）残疾人”. */
export function groupByArea(items: readonly Item[], areaWords: Readonly<Record<string, string>>): AreaGroup[] {
  return [...new Set(items.map((item) => item.areaNo))].map((areaNo) => {
    const own = items.filter((item) => item.areaNo === areaNo)
    return { areaNo, title: `（${numerals[areaNo] ?? areaNo}）${areaWords[own[0]?.area ?? ''] ?? own[0]?.areaTitle ?? ''}`, items: own }
  })
}

/** A state word of a cell with its number: “在做 2”. Signed is said as the second word of 已报. */
export function wordOf(cell: Cell): string | undefined {
  if (cell.state === 'working') return `在做 ${cell.answered}`
  if (cell.state === 'signed') return '已签'
  return undefined
}

export interface AreaCell {
  state: Cell['state']
  done: number
  of: number
  openLeads: number
  contradicts: boolean
}

const isDone = (cell: Cell): boolean => cell.state === 'submitted' || cell.state === 'signed' || cell.state === 'accepted'

/** Cells of one community and area as one: what is sent back shows first, then what nobody began. */
export function sumOfArea(cells: readonly Cell[]): AreaCell {
  const every = (state: Cell['state']): boolean => cells.length > 0 && cells.every((cell) => cell.state === state)
  const state: Cell['state'] = cells.some((cell) => cell.state === 'returned')
    ? 'returned'
    : every('accepted')
      ? 'accepted'
      : cells.length > 0 && cells.every(isDone)
        ? 'submitted'
        : every('open')
          ? 'open'
          : 'working'
  return {
    state,
    done: cells.filter(isDone).length,
    of: cells.length,
    openLeads: cells.reduce((sum, cell) => sum + cell.openLeads, 0),
    contradicts: cells.some((cell) => cell.contradicts),
  }
}

/** The item that is read first: one where 无 stands beside leads, else the one with the most open leads. */
export function firstItem(home: Home, items: readonly Item[]): string | undefined {
  const leads = (item: Item): number => home.cells.filter((cell) => cell.item === item.item).reduce((sum, cell) => sum + cell.openLeads, 0)
  const contradicted = home.cells.find((cell) => cell.contradicts)?.item
  return contradicted ?? [...items].sort((a, b) => leads(b) - leads(a))[0]?.item
}

export const cellShows = {
  open: '没动笔',
  working: '在做',
  reported: '已报',
  returned: '已退回',
  accepted: '完成',
  contradicting: '答“无”而名下有疑点',
} as const
export type CellShow = keyof typeof cellShows

/** Whether a cell is among those a number of the first line counts. */
export function isAmong(show: CellShow | undefined, cell: Cell): boolean {
  if (show === undefined) return true
  if (show === 'contradicting') return cell.contradicts
  if (show === 'reported') return cell.state === 'submitted' || cell.state === 'signed'
  return cell.state === show
}
