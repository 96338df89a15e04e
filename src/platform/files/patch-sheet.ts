import { columnLetters, columnNumber, escapeXml } from './xml-text.ts'

const attributes = `((?:[^>"'/]|"[^"]*"|'[^']*'|/(?!>))*)`

interface Target {
  row: number
  column: number
  value: string | number | null
}

interface Element {
  /** Row number from 1, or column from 0. */
  index: number
  start: number
  end: number
  attributes: string
  /** Where its content begins and ends; equal to `end` for a self-closing element. */
  contentStart: number
  contentEnd: number
}

interface Edit {
  start: number
  end: number
  xml: string
}

/** One worksheet part as text; the cells are found once and all edits are laid in at the end, so no other character is touched. */
export class SheetPatcher {
  readonly #xml: string
  readonly #prefix: string
  readonly #merges: { top: number; left: number; bottom: number; right: number }[]

  constructor(xml: string) {
    this.#xml = xml
    this.#prefix = /<(\w+:)?worksheet[\s>]/.exec(xml)?.[1] ?? ''
    this.#merges = [...xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*ref=["']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)["']/g)].map((found) => ({
      left: columnNumber(found[1] ?? ''),
      top: Number(found[2]),
      right: columnNumber(found[3] ?? ''),
      bottom: Number(found[4]),
    }))
  }

  /** The part with the targets written in; `refuse` is called with a cell that must not be written and the reason in Chinese. */
  patch(targets: readonly Target[], refuse: (target: Target, reason: string) => never): string {
    for (const target of targets) if (this.#isCovered(target)) refuse(target, '被合并单元格覆盖')
    const data = this.#sheetData()
    const rows = this.#elements('row', data, (reference) => Number(reference))
    const wanted = [...Map.groupBy(targets, (target) => target.row)].toSorted(([a], [b]) => a - b)
    const edits: Edit[] = []
    const newRows: string[] = []
    let at = 0
    for (const [number, ofRow] of wanted) {
      while ((rows[at]?.index ?? Number.POSITIVE_INFINITY) < number) at += 1
      const row = rows[at]
      const sorted = [...new Map(ofRow.map((target) => [target.column, target])).values()].toSorted((a, b) => a.column - b.column)
      if (row?.index === number) edits.push(...this.#rowEdits(row, sorted, refuse))
      else {
        const xml = `<${this.#prefix}row r="${number}">${sorted.map((target) => this.#cell(target, this.#columnStyle(target.column))).join('')}</${this.#prefix}row>`
        if (data.contentStart === data.end) newRows.push(xml)
        else edits.push({ start: row?.start ?? data.contentEnd, end: row?.start ?? data.contentEnd, xml })
      }
    }
    if (newRows.length > 0) edits.push(this.#opened(data, newRows.join('')))
    return this.#apply(edits)
  }

  #isCovered({ row, column }: Target): boolean {
    return this.#merges.some(
      (merge) => row >= merge.top && row <= merge.bottom && column >= merge.left && column <= merge.right && !(row === merge.top && column === merge.left),
    )
  }

  #rowEdits(row: Element, targets: readonly Target[], refuse: (target: Target, reason: string) => never): Edit[] {
    const fresh = (target: Target): string => this.#cell(target, this.#rowStyle(row) ?? this.#columnStyle(target.column))
    if (row.contentStart === row.end) return [this.#opened(row, targets.map(fresh).join(''))]
    const cells = this.#elements('c', row, (reference) => columnNumber(reference.replace(/\d+$/, '')))
    const formula = new RegExp(`<${this.#prefix}f[\\s/>]`)
    return targets.map((target) => {
      const cell = cells.find((candidate) => candidate.index >= target.column)
      if (cell?.index !== target.column) {
        const position = cell?.start ?? row.contentEnd
        return { start: position, end: position, xml: fresh(target) }
      }
      if (formula.test(this.#xml.slice(cell.contentStart, cell.contentEnd))) refuse(target, '是公式')
      return { start: cell.start, end: cell.end, xml: this.#cell(target, null, cell.attributes) }
    })
  }

  /** A self-closing parent, opened for its first children. */
  #opened(parent: Element, children: string): Edit {
    const opened = this.#xml.slice(parent.start, parent.end).replace(/\s*\/>$/, '>')
    const name = /^<([^\s/>]+)/.exec(opened)?.[1] ?? ''
    return { start: parent.start, end: parent.end, xml: `${opened}${children}</${name}>` }
  }

  /** Edits come sorted by place; those at one place in the order in which they are to stand. */
  #apply(edits: readonly Edit[]): string {
    const out: string[] = []
    let at = 0
    for (const edit of edits) {
      out.push(this.#xml.slice(at, edit.start), edit.xml)
      at = edit.end
    }
    return out.join('') + this.#xml.slice(at)
  }

  #sheetData(): Element {
    const [data] = this.#elements('sheetData', { contentStart: 0, contentEnd: this.#xml.length }, () => 0)
    if (data === undefined) throw new Error('worksheet without sheetData')
    return data
  }

  /** Child elements of one name; those without a reference follow the one before them. */
  #elements(name: string, within: { contentStart: number; contentEnd: number }, indexOf: (reference: string) => number): Element[] {
    const opening = new RegExp(`<${this.#prefix}${name}(?=[\\s/>])${attributes}(/?)>`, 'g')
    const closing = `</${this.#prefix}${name}`
    const list: Element[] = []
    let index = name === 'row' ? 0 : -1
    opening.lastIndex = within.contentStart
    for (let found = opening.exec(this.#xml); found !== null && found.index < within.contentEnd; found = opening.exec(this.#xml)) {
      const contentStart = found.index + found[0].length
      let contentEnd = contentStart
      let end = contentStart
      if (found[2] !== '/') {
        contentEnd = this.#xml.indexOf(closing, contentStart)
        end = this.#xml.indexOf('>', contentEnd) + 1
      }
      const reference = /(?:^|\s)r\s*=\s*["']([^"']*)["']/.exec(found[1] ?? '')?.[1]
      index = reference === undefined || name === 'sheetData' ? index + 1 : indexOf(reference)
      list.push({ index, start: found.index, end, attributes: found[1] ?? '', contentStart, contentEnd })
      opening.lastIndex = end
    }
    return list
  }

  #cell(target: Target, style: string | null, given?: string): string {
    const prefix = this.#prefix
    const kept =
      given === undefined
        ? ` r="${columnLetters(target.column)}${target.row}"${style === null ? '' : ` s="${style}"`}`
        : given.replace(/\s+t\s*=\s*(?:"[^"]*"|'[^']*')/, '').trimEnd()
    if (target.value === null || target.value === '') return `<${prefix}c${kept}/>`
    if (typeof target.value === 'number') return `<${prefix}c${kept}><${prefix}v>${target.value}</${prefix}v></${prefix}c>`
    return `<${prefix}c${kept} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escapeXml(target.value)}</${prefix}t></${prefix}is></${prefix}c>`
  }

  /** A cell that is not in the file looks as its row, else as its column says. */
  #rowStyle(row: Element): string | null {
    if (!/\scustomFormat\s*=\s*["'](1|true)["']/.test(row.attributes)) return null
    return /\ss\s*=\s*["'](\d+)["']/.exec(row.attributes)?.[1] ?? null
  }

  #columnStyle(column: number): string | null {
    for (const [tag] of this.#xml.matchAll(/<(?:\w+:)?col\s[^>]*>/g)) {
      const number = (name: string): number => Number(new RegExp(`\\s${name}\\s*=\\s*["'](\\d+)["']`).exec(tag)?.[1] ?? Number.NaN)
      if (column + 1 >= number('min') && column + 1 <= number('max')) return Number.isNaN(number('style')) ? null : String(number('style'))
    }
    return null
  }
}
