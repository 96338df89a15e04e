import { existsSync, readFileSync } from 'node:fs'
import { packZip } from '../platform/files/pack-zip.ts'
import { escapeXml } from '../platform/files/xml-text.ts'

const scenario = new URL('../../database/scenarios/qinghe/plan.txt', import.meta.url)
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

/** The town's plan as the .docx in which it was issued; null while the scenario's text is missing. */
export function planDocument(): Uint8Array | null {
  if (!existsSync(scenario)) return null
  const paragraphs = readFileSync(scenario, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  const body = paragraphs.map((text, at) => {
    const isTitle = at === paragraphs.findIndex((each) => each.trim() !== '')
    const look = isTitle ? '<w:pPr><w:jc w:val="center"/></w:pPr>' : ''
    const size = isTitle ? '<w:rPr><w:b/><w:sz w:val="44"/></w:rPr>' : '<w:rPr><w:sz w:val="32"/></w:rPr>'
    return text.trim() === '' ? '<w:p/>' : `<w:p>${look}<w:r>${size}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`
  })
  const parts: [string, string][] = [
    [
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${wordType}"/></Types>`,
    ],
    ['_rels/.rels', `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`],
    [
      'word/document.xml',
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body.join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`,
    ],
  ]
  const text = new TextEncoder()
  return packZip(parts.map(([name, xml]) => [name, text.encode(head + xml)] as const))
}
