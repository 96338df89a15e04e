import { readChineseNumber } from './chinese-numerals.ts'

/** Money is a whole number of 分. */
export interface MoneyReading {
  outcome: 'read' | 'empty' | 'unreadable'
  fen: number | null
}

const empty: MoneyReading = { outcome: 'empty', fen: null }
const unreadable: MoneyReading = { outcome: 'unreadable', fen: null }
const multiples: Readonly<Record<string, number>> = { '': 1, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }

function read(fen: number): MoneyReading {
  // -0 would not equal 0 in a comparison of hashes.
  return Number.isSafeInteger(fen) ? { outcome: 'read', fen: fen === 0 ? 0 : fen } : unreadable
}

/** Exact for decimal text: no float is multiplied before rounding half away from zero at the third decimal. */
function fenOfDecimal(text: string, multiple: number): number {
  const [whole = '', part = ''] = text.split('.')
  const micros = BigInt(whole + part.padEnd(6, '0').slice(0, 6))
  return Number((micros * BigInt(multiple) + 5_000n) / 10_000n)
}

function fenOfChinese(text: string): number | null {
  const found = /^([^元圆块角毛分整正]*)(?:[元圆块])?(?:([^元圆块角毛分整正])[角毛])?(?:零?([^元圆块角毛分整正])分)?[整正]?$/.exec(text)
  if (!found || !/[^元圆块角毛分整正]/.test(text)) return null
  const yuan = found[1] === '' ? 0 : readChineseNumber(found[1]!)
  const jiao = found[2] === undefined ? 0 : readChineseNumber(found[2])
  const fen = found[3] === undefined ? 0 : readChineseNumber(found[3])
  return yuan === null || jiao === null || fen === null ? null : yuan * 100 + jiao * 10 + fen
}

/**
 * Reads an amount as towns write it: 1,234.5, ￥300, 300元/月, 0.28万元, 叁佰元整, -50, (50).
 * `scale` is the unit of the heading in 元 (10,000 under 万元). A percentage or 300元/年 is unreadable; a dash is empty.
 */
export function readMoney(raw: string | number | null, scale = 1): MoneyReading {
  if (raw === null) return empty
  if (typeof raw === 'number') return Number.isFinite(raw) ? read(Math.sign(raw) * Math.round(Math.abs(raw) * 100 * scale + 1e-7)) : unreadable
  let text = raw.normalize('NFKC').replace(/[\s'"‘’]/g, '')
  if (text === '' || /^([-—–−/\\*]+|无|空|暂无)$/.test(text)) return empty
  let sign = 1
  const bracketed = /^\(([^()]*\d[^()]*)\)$/.exec(text)
  if (bracketed) {
    sign = -1
    text = bracketed[1]!
  }
  text = text.replace(/^(人民币|RMB|CNY|[¥$])/i, '').replace(/^(每人每月|每月|每户)/, '')
  const minus = /^[-−–—]/.exec(text)
  if (minus) {
    sign = -sign
    text = text.slice(1)
  }
  text = text.replace(/^[¥+]/, '').replace(/(\/|每)(人|户)?\/?(月|人|户)?$/, '')
  const plain = /^(\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,4}(?:,\d{4})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)([百千万亿]?)(元|圆|块|块钱)?(整|正)?$/.exec(text)
  if (plain) {
    const multiple = multiples[plain[2]!] ?? 1
    return read(sign * fenOfDecimal(plain[1]!.replaceAll(',', ''), multiple * (plain[2] === '' && plain[3] === undefined ? scale : 1)))
  }
  const fen = fenOfChinese(text)
  return fen === null ? unreadable : read(sign * fen)
}

/** 1,234.50 */
export function formatMoney(fen: number): string {
  const absolute = Math.abs(fen)
  const whole = String(Math.floor(absolute / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${whole}.${String(absolute % 100).padStart(2, '0')}`
}
