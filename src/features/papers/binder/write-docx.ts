import { packZip } from '../../../platform/files/pack-zip.ts'
import { escapeXml } from '../../../platform/files/xml-text.ts'
import type { Block, Paper } from './paper-shape.ts'

// GB/T 9704-2012: A4, 37 mm above, 28 mm left, 35 below, 26 right; text 3号 仿宋, 22 lines a page. Lengths in twentieths of a point.
const page = { width: 11_906, height: 16_838, top: 2_098, left: 1_587, bottom: 1_984, right: 1_474 }
const linePitch = 579
const fonts = { title: '方正小标宋简体', text: '仿宋_GB2312', black: '黑体' } as const

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

interface Look {
  font?: keyof typeof fonts
  /** In half points: 32 is 3号. */
  size?: number
  align?: 'center' | 'left' | 'right'
  indents?: boolean
  isTight?: boolean
}

function paragraph(text: string, { font = 'text', size = 32, align = 'left', indents = false, isTight = false }: Look = {}): string {
  const face = fonts[font]
  const run = `<w:rPr><w:rFonts w:ascii="${face}" w:eastAsia="${face}" w:hAnsi="${face}"/><w:sz w:val="${size}"/></w:rPr>`
  const spacing = isTight ? '' : `<w:spacing w:line="${linePitch}" w:lineRule="exact"/>`
  const indent = indents ? '<w:ind w:firstLineChars="200" w:firstLine="640"/>' : ''
  const words = text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`)
    .join('<w:br/>')
  return `<w:p><w:pPr>${spacing}${indent}<w:jc w:val="${align}"/></w:pPr><w:r>${run}${words}</w:r></w:p>`
}

function table(rows: readonly (readonly string[])[], { hasHead, widths }: { hasHead: boolean; widths: readonly number[] }): string {
  const side = (name: string): string => `<w:${name} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(side).join('')
  const cells = (row: readonly string[]): string =>
    row
      .map((cell, at) => `<w:tc><w:tcPr><w:tcW w:w="${widths[at] ?? 0}" w:type="dxa"/></w:tcPr>${paragraph(cell, { size: 21, isTight: true })}</w:tc>`)
      .join('')
  const lines = rows.map((row, at) => `<w:tr><w:trPr><w:cantSplit/>${hasHead && at === 0 ? '<w:tblHeader/>' : ''}</w:trPr>${cells(row)}</w:tr>`).join('')
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="${widths.reduce((sum, each) => sum + each, 0)}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${lines}</w:tbl>${paragraph('', { isTight: true, size: 12 })}`
}

/** Label and value side by side; a value of more than sixteen letters has its line alone. */
export function factLines(rows: readonly { label: string; value: string }[]): string[][] {
  const lines: string[][] = []
  for (const { label, value } of rows) {
    const last = lines.at(-1)
    const isLong = value.length > 16
    if (last?.length === 2 && !isLong && (last[1] ?? '').length <= 16) last.push(label, value)
    else lines.push([label, value])
  }
  return lines
}

function blockXml(block: Block, width: number): string {
  if (block.kind === 'heading') return paragraph(block.text, { font: 'black' })
  if (block.kind === 'text')
    return block.text
      .split('\n')
      .map((line) => paragraph(line, { indents: true }))
      .join('')
  if (block.kind === 'signers') return paragraph(`\n${block.names.map((name) => `${name}：　　　　　　`).join('　')}`, { size: 28 })
  if (block.kind === 'table') {
    const widths = block.head.map(() => Math.floor(width / block.head.length))
    return table([block.head, ...block.rows], { hasHead: true, widths })
  }
  // One table per shape of line, so that a long value spans the sheet.
  return factLines(block.rows)
    .map((line) => table([line], { hasHead: false, widths: line.length === 2 ? [1_500, width - 1_500] : [1_500, width / 2 - 1_500, 1_500, width / 2 - 1_500] }))
    .join('')
    .replaceAll(`</w:tbl>${paragraph('', { isTight: true, size: 12 })}<w:tbl>`, `</w:tbl>${paragraph('', { isTight: true, size: 2 })}<w:tbl>`)
}

/** One paper as .docx by GB/T 9704-2012; fonts are named, not shipped: where they lack, Word takes its own 仿宋 and 宋体. */
export function writeDocx(paper: Paper): Uint8Array {
  const [width, height] = paper.isWide ? [page.height, page.width] : [page.width, page.height]
  const inner = width - page.left - page.right
  const body = [
    paragraph(paper.title, { font: 'title', size: 44, align: 'center' }),
    paper.number === null ? '' : paragraph(paper.number, { size: 28, align: 'center' }),
    paragraph('', { isTight: true, size: 20 }),
    ...paper.blocks.map((block) => blockXml(block, inner)),
  ].join('')
  const orient = paper.isWide ? ' w:orient="landscape"' : ''
  const section = `<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="${width}" w:h="${height}"${orient}/><w:pgMar w:top="${page.top}" w:right="${page.right}" w:bottom="${page.bottom}" w:left="${page.left}" w:header="851" w:footer="1587" w:gutter="0"/></w:sectPr>`
  const field = (kind: string, text = ''): string => `<w:r><w:fldChar w:fldCharType="${kind}"/>${text}</w:r>`
  const footer = `<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>${field('begin')}<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>${field('end')}<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>`
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(`${head}${text}`)
  const type = (part: string, kind: string): string =>
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`
  return packZip([
    [
      '[Content_Types].xml',
      bytes(
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('/word/document.xml', 'document.main')}${type('/word/footer1.xml', 'footer')}</Types>`,
      ),
    ],
    [
      '_rels/.rels',
      bytes(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`,
      ),
    ],
    ['word/document.xml', bytes(`<w:document xmlns:w="${main}" xmlns:r="${relations}"><w:body>${body}${section}</w:body></w:document>`)],
    ['word/footer1.xml', bytes(`<w:ftr xmlns:w="${main}">${footer}</w:ftr>`)],
    [
      'word/_rels/document.xml.rels',
      bytes(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/footer" Target="footer1.xml"/></Relationships>`,
      ),
    ],
  ])
}
