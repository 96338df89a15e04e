import { addDays, dateOf, daysBetween } from './plain-date.ts'
import type { Holiday, YearCalendar } from './working-days.ts'

export interface NoticeReading extends YearCalendar {
  /** What does not agree or could not be read, in words; the rest is taken. */
  faults: string[]
}

const span = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:至(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日)?/
const single = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/g

/** Reads the lines of the State Council's yearly notice: “七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）上班。” */
export function readHolidayNotice(text: string, year: string): NoticeReading {
  const plain = text
    .normalize('NFKC')
    .replace(/\([^()]*\)/g, '')
    .replace(/[ \t]/g, '')
  const reading = { holidays: [] as Holiday[], makeup: [] as string[], faults: [] as string[] }
  for (const [, name = '', words = ''] of plain.matchAll(
    /(?:^|\n|。)(?:[一二三四五六七八九十]+、)?([\p{Script=Han}、]{2,12}):([^\n]*?)(?=\n|$|。[一二三四五六七八九十]+、)/gu,
  )) {
    if (!/放假|上班/.test(words)) continue
    for (const sentence of words.split('。')) readSentence(sentence, { name, year, reading })
  }
  if (reading.holidays.length === 0) reading.faults.push('没有读到放假的日子：要有“国庆节：10月1日至7日放假”这样的行')
  reading.makeup.sort()
  return reading
}

function readSentence(
  sentence: string,
  { name, year, reading }: { name: string; year: string; reading: NoticeReading & { holidays: Holiday[]; makeup: string[] } },
): void {
  if (sentence.includes('上班')) {
    for (const [whole, ofYear, month, day] of sentence.matchAll(single)) {
      const date = dateOf(Number(ofYear ?? year), Number(month), Number(day))
      if (date === null) reading.faults.push(`${name}：没有 ${whole} 这一天`)
      else reading.makeup.push(date)
    }
    return
  }
  const found = sentence.includes('放假') ? span.exec(sentence) : null
  if (!found) return
  const [whole, fromYear, fromMonth, fromDay, toYear, toMonth, toDay] = found
  const from = dateOf(Number(fromYear ?? year), Number(fromMonth), Number(fromDay))
  const to = toDay === undefined ? from : dateOf(Number(toYear ?? fromYear ?? year), Number(toMonth ?? fromMonth), Number(toDay))
  if (from === null || to === null || to < from) {
    reading.faults.push(`${name}：“${whole}”读不成日子`)
    return
  }
  const stated = /共(\d+)天/.exec(sentence)?.[1]
  const days = daysBetween(from, to) + 1
  if (stated !== undefined && Number(stated) !== days) reading.faults.push(`${name}：写着共 ${stated} 天，${from} 至 ${to} 是 ${days} 天`)
  reading.holidays.push({ name, from, to })
}

/** What is wrong with a year's arrangement, in words; null when it can stand. */
export function faultOfYear({ holidays, makeup }: YearCalendar, year: string): string | null {
  const first = `${Number(year) - 1}-12-15`
  const days = new Map<string, string>()
  for (const { name, from, to } of holidays) {
    if (name.trim() === '') return `${from} 放假，没有写节日名`
    if (to < from) return `${name}：${to} 早于 ${from}`
    if (from < first || to > `${year}-12-31`) return `${name}：${from} 至 ${to} 不在 ${year} 年（头一年 12 月下半月也可以）`
    if (daysBetween(from, to) > 15) return `${name}：连着 ${daysBetween(from, to) + 1} 天，请再看一遍`
    for (let day = from; day <= to; day = addDays(day, 1)) {
      const other = days.get(day)
      if (other !== undefined) return `${day} 既是${other}又是${name}`
      days.set(day, name)
    }
  }
  for (const day of makeup) {
    if (day < first || day > `${year}-12-31`) return `${day} 上班，不在 ${year} 年`
    if (days.has(day)) return `${day} 既放假又上班`
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    if (weekday !== 0 && weekday !== 6) return `${day} 本来就上班，不是调休`
  }
  return new Set(makeup).size < makeup.length ? '同一个调休上班日写了两次' : null
}
