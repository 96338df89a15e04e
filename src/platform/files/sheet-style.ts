/** How a cell looks; colours as RRGGBB, `format` an Excel number format. */
export interface Look {
  bold?: boolean
  size?: number
  font?: string
  color?: string
  isStruck?: boolean
  fill?: string
  hasBorder?: boolean
  align?: 'left' | 'center' | 'right'
  wrap?: boolean
  format?: string
}

const builtInFormats = new Map([
  ['General', 0],
  ['0', 1],
  ['0.00', 2],
  ['#,##0', 3],
  ['#,##0.00', 4],
  ['@', 49],
])

/** Collects the looks of a workbook and writes its style part; `indexOf` is the number that a cell carries. */
export class StyleTable {
  readonly #defaultFont: string
  readonly #fonts: string[]
  readonly #fills = ['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>']
  readonly #formats: string[] = []
  readonly #formatIds = new Map<string, number>()
  readonly #looks = new Map<string, number>()
  readonly #known = new WeakMap<Look, number>()
  readonly #cells = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']

  constructor(defaultFont: string) {
    this.#defaultFont = defaultFont
    this.#fonts = [fontXml({}, defaultFont)]
  }

  indexOf(look: Look | undefined): number {
    if (look === undefined) return 0
    const known = this.#known.get(look)
    if (known !== undefined) return known
    const key = JSON.stringify(look, Object.keys(look).toSorted())
    const index = this.#looks.get(key) ?? this.#add(look)
    this.#looks.set(key, index)
    this.#known.set(look, index)
    return index
  }

  toXml(): string {
    const border = '<border><left/><right/><top/><bottom/><diagonal/></border>'
    const side = (name: string): string => `<${name} style="thin"><color indexed="64"/></${name}>`
    const boxed = `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`
    const formats = this.#formats.length === 0 ? '' : `<numFmts count="${this.#formats.length}">${this.#formats.join('')}</numFmts>`
    return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${formats}<fonts count="${this.#fonts.length}">${this.#fonts.join('')}</fonts><fills count="${this.#fills.length}">${this.#fills.join('')}</fills><borders count="2">${border}${boxed}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${this.#cells.length}">${this.#cells.join('')}</cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
  }

  #add(look: Look): number {
    const font = place(this.#fonts, fontXml(look, this.#defaultFont))
    const fill =
      look.fill === undefined
        ? 0
        : place(this.#fills, `<fill><patternFill patternType="solid"><fgColor rgb="FF${look.fill}"/><bgColor indexed="64"/></patternFill></fill>`)
    const format = this.#formatId(look.format ?? 'General')
    const horizontal = look.align === undefined ? '' : ` horizontal="${look.align}"`
    const wrap = look.wrap === true ? ' wrapText="1"' : ''
    const border = look.hasBorder === true ? 1 : 0
    this.#cells.push(
      `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment${horizontal} vertical="center"${wrap}/></xf>`,
    )
    return this.#cells.length - 1
  }

  #formatId(format: string): number {
    const known = builtInFormats.get(format) ?? this.#formatIds.get(format)
    if (known !== undefined) return known
    const id = 176 + this.#formats.length
    const code = format.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
    this.#formats.push(`<numFmt numFmtId="${id}" formatCode="${code}"/>`)
    this.#formatIds.set(format, id)
    return id
  }
}

function place(list: string[], xml: string): number {
  const found = list.indexOf(xml)
  return found === -1 ? list.push(xml) - 1 : found
}

function fontXml(look: Look, defaultFont: string): string {
  const color = look.color === undefined ? '<color indexed="8"/>' : `<color rgb="FF${look.color}"/>`
  return `<font>${look.bold === true ? '<b/>' : ''}${look.isStruck === true ? '<strike/>' : ''}<sz val="${look.size ?? 11}"/>${color}<name val="${look.font ?? defaultFont}"/><family val="2"/><charset val="134"/></font>`
}
