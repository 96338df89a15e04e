import { readChineseNumber } from './chinese-numerals.ts'

/** Words of cells: NFKC, without blanks and invisible signs. */
export function plainText(raw: string): string {
  return raw.normalize('NFKC').replace(/[\s\u200b-\u200f\u2060\ufeff\u00ad]+/g, '')
}

/** A cell that says that there is nothing. */
export function isEmptyWord(text: string): boolean {
  return /^([-—–_/\\*.、]*|无|没有|暂无|空|null|none)$/i.test(text)
}

const yes = /^(是|√|✓|✔|☑|对|1|y|yes|true|t|有|已|已签|已签订|享受|在享|属实|在校|在读|残疾)$/i
const no = /^(否|不是|×|✕|✗|✘|x|0|n|no|false|f|无|未|没有|未签|未签订|不享受|不在校|非|健全|健康)$/i

/** 是/√/1/Y/有 and their opposites; null when the word says neither. `1=是` of a form is read by its word. */
export function readBoolean(raw: string | number | boolean): boolean | null {
  if (typeof raw === 'boolean') return raw
  const text = plainText(String(raw)).replace(/^[01][=.、:]/, '')
  if (yes.test(text)) return true
  if (no.test(text)) return false
  return null
}

const romans: Readonly<Record<string, number>> = { I: 1, II: 2, III: 3, IV: 4 }

/** Disability level 1–4 from 一级, 1级, Ⅰ, 壹级, 1; also out of 肢体二级. null when there is none. */
export function readLevel(raw: string | number): number | null {
  const text = plainText(String(raw)).toUpperCase()
  const found = /([一二三四壹贰叁肆1-4]|IV|I{1,3})[级等]/.exec(text)?.[1] ?? /^(?:第)?([一二三四壹贰叁肆1-4]|IV|I{1,3})$/.exec(text)?.[1]
  if (found === undefined) return null
  const level = romans[found] ?? (/\d/.test(found) ? Number(found) : readChineseNumber(found))
  return level !== null && level >= 1 && level <= 4 ? level : null
}

/** A whole number with a counting word behind it: 3, 3人, 三人, 3.0. */
export function readInteger(raw: string | number): number | null {
  if (typeof raw === 'number') return Number.isInteger(raw) ? raw : null
  const text = plainText(raw)
    .replaceAll(',', '')
    .replace(/(人|户|口|套|处|次|个|个月|月|份|年|元)$/, '')
  if (/^-?\d+(\.0*)?$/.test(text)) return Number.parseInt(text, 10)
  return text === '' ? null : readChineseNumber(text)
}

/** A share in 万分之一: 12.5% → 1250; a bare number up to 1 is a fraction, above it a percentage. */
export function readPercent(raw: string | number): number | null {
  if (typeof raw === 'number') return Math.round(raw <= 1 ? raw * 10_000 : raw * 100)
  const text = plainText(raw)
  if (/^\d+(\.\d+)?%$/.test(text)) return Math.round(Number(text.slice(0, -1)) * 100)
  return /^\d+(\.\d+)?$/.test(text) ? readPercent(Number(text)) : null
}

/** A lookup of the words of an enum: exact after normalising, then by the last word contained in the cell. */
export function enumReader(values: Readonly<Record<string, readonly string[]>>): (raw: string | number) => string | null {
  const exact = new Map<string, string>()
  for (const [code, words] of Object.entries(values)) {
    exact.set(code.toUpperCase(), code)
    for (const word of words) exact.set(plainText(word).toUpperCase(), code)
  }
  const contained = [...exact].filter(([word]) => /[\u4e00-\u9fff]{2}/.test(word)).sort((a, b) => b[0].length - a[0].length)
  return (raw) => {
    const text = plainText(String(raw)).toUpperCase()
    const bare = text.replace(/\(.*?\)/g, '').replace(/^\d+[=.、:-]?(?=\D)/, '')
    const found = exact.get(text) ?? exact.get(bare)
    if (found !== undefined) return found
    // The word that ends the text says what it is, of two the longer: 有期徒刑三年缓刑四年.
    let last: { code: string; end: number } | null = null
    for (const [word, code] of contained) {
      const end = text.includes(word) ? text.lastIndexOf(word) + word.length : 0
      if (end > (last?.end ?? 0)) last = { code, end }
    }
    return last?.code ?? null
  }
}

/** Digits of a phone, or of several joined by a semicolon; extension signs are kept. */
export function readPhone(raw: string | number): string {
  return plainText(String(raw))
    .split(/[,，;；、/]+/)
    .map((part) => part.replace(/[-—]/g, (sign) => (/^0\d{2,3}[-—]/.test(part) ? '-' : sign === '-' ? '' : '')))
    .filter((part) => part !== '')
    .join(';')
}

/** An account without blanks and hyphens; a number above 15 digits has lost its end. */
export function readAccount(raw: string | number): { account: string | null; isLost: boolean } {
  if (typeof raw === 'number') return { account: BigInt(Math.round(raw)).toString(), isLost: raw >= 1e15 }
  const text = plainText(raw).replace(/['`‘’"-]/g, '')
  if (/^\d(\.\d+)?E\+?\d+$/i.test(text)) return { account: text, isLost: true }
  return { account: text === '' ? null : text, isLost: false }
}
