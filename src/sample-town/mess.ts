import { sayMonth } from '../domain/months.ts'
import type { DraftCell } from '../platform/files/pack-xlsx.ts'
import type { Look } from '../platform/files/sheet-style.ts'
import { dateSerial } from '../platform/files/write-workbook.ts'
import { communityAt } from './places.ts'
import type { Random } from './random.ts'

export type CellValue = DraftCell | string | number | null
export type DateForm = 'dash' | 'dot' | 'chinese' | 'compact' | 'serial'

const dateForms: DateForm[] = ['dash', 'dot', 'chinese', 'compact', 'serial']
const dateLook: Look = { format: 'yyyy/m/d', hasBorder: true }
const moneyLook: Look = { format: '0.00', hasBorder: true }

/** Writes values the way many hands write them; what they mean stays the same. */
export class Mess {
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  id(id: string): string {
    const roll = this.#random.next()
    if (id.endsWith('X') && roll < 0.5) return `${id.slice(0, 17)}x`
    if (roll < 0.06) return `'${id}`
    if (roll < 0.09) return `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`
    if (roll < 0.1) return id.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    return id
  }

  name(name: string): string {
    return name.length === 2 && this.#random.chance(0.3) ? `${name.slice(0, 1)}　${name.slice(1)}` : name
  }

  /** In the file's usual form; one cell in ten in another. */
  date(date: string | null, usual: DateForm): CellValue {
    if (date === null) return null
    const form = this.#random.chance(0.1) ? this.#random.pick(dateForms) : usual
    const [year = '', month = '', day = ''] = date.split('-')
    if (form === 'dot') return `${year}.${Number(month)}.${Number(day)}`
    if (form === 'chinese') return `${year}年${Number(month)}月${Number(day)}日`
    if (form === 'compact') return `${year}${month}${day}`
    if (form === 'serial') return { value: dateSerial(date), look: dateLook }
    return date
  }

  month(month: string): string {
    return [month, month.replace('-', '.'), sayMonth(month), month.replace('-', '')][this.#random.int(0, 3)] ?? month
  }

  money(fen: number | null): CellValue {
    if (fen === null) return null
    const roll = this.#random.next()
    if (roll < 0.03) return (fen / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
    if (roll < 0.04) return `${fen / 100}元`
    return { value: fen / 100, look: moneyLook }
  }

  place(community: number): string {
    const { variants, official } = communityAt(community)
    return this.#random.chance(0.85) ? official : this.#random.pick(variants)
  }
}
