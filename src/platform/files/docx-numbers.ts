interface Level {
  start: number
  format: string
  /** Such as %1、 or 第%1章. */
  pattern: string
}

const chineseFormats = new Set([
  'chineseCounting',
  'chineseCountingThousand',
  'japaneseCounting',
  'ideographDigital',
  'taiwaneseCounting',
  'chineseLegalSimplified',
])

function attribute(xml: string, tag: string): string | null {
  return new RegExp(`<w:${tag}\\b[^>]*\\bw:val="([^"]*)"`, 'u').exec(xml)?.[1] ?? null
}

function inChinese(value: number): string {
  const digits = '〇一二三四五六七八九'
  if (value < 10) return digits.charAt(value)
  if (value > 99) return String(value)
  return `${value >= 20 ? digits.charAt(Math.floor(value / 10)) : ''}十${value % 10 > 0 ? digits.charAt(value % 10) : ''}`
}

function written(value: number, format: string): string {
  if (chineseFormats.has(format)) return inChinese(value)
  if (format === 'decimalEnclosedCircle' || format === 'decimalEnclosedCircleChinese') return value <= 20 ? String.fromCodePoint(0x245f + value) : String(value)
  if (format === 'lowerLetter') return String.fromCodePoint(96 + Math.min(value, 26))
  if (format === 'upperLetter') return String.fromCodePoint(64 + Math.min(value, 26))
  return String(value)
}

interface Numbering {
  abstractOf: Map<string, string>
  levels: Map<string, Level[]>
  restarts: Map<string, number>
}

function readNumbering(xml: string): Numbering {
  const numbering: Numbering = { abstractOf: new Map(), levels: new Map(), restarts: new Map() }
  for (const abstract of xml.matchAll(/<w:abstractNum\b[^>]*w:abstractNumId="(\d+)"[^>]*>(.*?)<\/w:abstractNum>/gsu)) {
    const levels: Level[] = []
    for (const level of (abstract[2] ?? '').matchAll(/<w:lvl\b[^>]*w:ilvl="(\d+)"[^>]*>(.*?)<\/w:lvl>/gsu)) {
      const body = level[2] ?? ''
      levels[Number(level[1])] = {
        start: Number(attribute(body, 'start') ?? 1),
        format: attribute(body, 'numFmt') ?? 'decimal',
        pattern: attribute(body, 'lvlText') ?? '',
      }
    }
    numbering.levels.set(abstract[1] ?? '', levels)
  }
  for (const num of xml.matchAll(/<w:num\b[^>]*w:numId="(\d+)"[^>]*>(.*?)<\/w:num>/gsu)) {
    numbering.abstractOf.set(num[1] ?? '', attribute(num[2] ?? '', 'abstractNumId') ?? '')
    const restart = attribute(num[2] ?? '', 'startOverride')
    if (restart !== null) numbering.restarts.set(num[1] ?? '', Number(restart))
  }
  return numbering
}

function readStyleNumbers(xml: string): Map<string, { numId: string; level: number }> {
  const found = new Map<string, { numId: string; level: number }>()
  for (const style of xml.matchAll(/<w:style\b[^>]*w:styleId="([^"]+)"[^>]*>(.*?)<\/w:style>/gsu)) {
    const numPr = /<w:numPr>(.*?)<\/w:numPr>/su.exec(style[2] ?? '')?.[1]
    const numId = numPr ? attribute(numPr, 'numId') : null
    if (numPr && numId !== null) found.set(style[1] ?? '', { numId, level: Number(attribute(numPr, 'ilvl') ?? 0) })
  }
  return found
}

/**
 * Writes Word's automatic numbers (一、 （一） 1.) into the paragraphs' text: they are no text in the file, and a plan
 * whose headings lost their numbers has no structure. Takes and gives the XML of word/document.xml.
 */
export function writeAutomaticNumbers(documentXml: string, numberingXml: string, stylesXml: string): string {
  const numbering = readNumbering(numberingXml)
  const styles = readStyleNumbers(stylesXml)
  const counters = new Map<string, number[]>()
  const started = new Set<string>()
  return documentXml.replaceAll(/<w:pPr>(.*?)<\/w:pPr>/gsu, (whole, properties: string) => {
    const numPr = /<w:numPr>(.*?)<\/w:numPr>/su.exec(properties)?.[1]
    const style = styles.get(attribute(properties, 'pStyle') ?? '')
    const numId = (numPr ? attribute(numPr, 'numId') : null) ?? style?.numId
    if (!numId || numId === '0') return whole
    const level = Number((numPr ? attribute(numPr, 'ilvl') : null) ?? style?.level ?? 0)
    const abstract = numbering.abstractOf.get(numId) ?? ''
    const levels = numbering.levels.get(abstract) ?? []
    const own = levels[level]
    if (!own || own.format === 'bullet' || own.format === 'none') return whole
    const counter = counters.get(abstract) ?? []
    const restart = numbering.restarts.get(numId)
    if (restart !== undefined && !started.has(numId)) counter[level] = restart - 1
    started.add(numId)
    counter[level] = (counter[level] ?? own.start - 1) + 1
    counter.length = level + 1
    counters.set(abstract, counter)
    const text = own.pattern.replaceAll(/%(\d)/gu, (_, digit: string) => {
      const at = Number(digit) - 1
      return written(counter[at] ?? levels[at]?.start ?? 1, levels[at]?.format ?? 'decimal')
    })
    return `${whole}<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
  })
}
