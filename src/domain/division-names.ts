export interface DivisionName {
  /** 青柳镇, when written in front. */
  town: string | null
  /** 青柳: what all forms of one community share. */
  stem: string
  /** 社区 or 村; null when only the stem was written. */
  kind: '社区' | '村' | null
  /** 三组, 2队: what follows the community. */
  group: string | null
  /** Stem and kind: 青柳社区. */
  name: string
}

const committees = /^(.+?)(社区|村)?(居民委员会|村民委员会|居委会|村委会|党支部|党总支|便民服务中心)$/
const groupSigns = '第?[一二三四五六七八九十百\\d]+(?:村民小组|居民小组|小组|组|队|社|屯|网格|片区|片|号.*|栋.*|单元.*)?'
const withGroup = new RegExp(`^(.{2,}?)((?:${groupSigns})|[^村社]{1,6}(?:组|队|屯|湾|网格))$`)
const placed = new RegExp(`^(.+)(社区居民委员会|社区居委会|村民委员会|居民委员会|村委会|居委会|社区|行政村|村)(${groupSigns}|.*)$`)
const cache = new Map<string, DivisionName | null>()

function stripTown(text: string): { town: string | null; rest: string } {
  const found = /^(.*?(?:省|自治区|市|县|(?<!社)区|旗))?([^省市县]{1,8}?(?:镇|乡|街道办事处|街道))(.+)$/.exec(text)
  if (found && !/^(村|社区|居委会|村委会|里)/.test(found[3]!)) return { town: found[2]!, rest: found[3]! }
  return { town: null, rest: text }
}

function kindOf(suffix: string): '社区' | '村' {
  return suffix.includes('社区') || suffix.startsWith('居') ? '社区' : '村'
}

function analyse(raw: string): DivisionName | null {
  const text = raw
    .normalize('NFKC')
    .replace(/[\s_—–-]+/g, '')
    .replace(/[（(].*?[）)]/g, '')
    // 村民 in 村民小组 is not the village.
    .replace(/[村居]民小组/g, '小组')
    .replace(/[:：,，。]+$/, '')
  if (text === '' || !/[\u3400-\u9fff]/.test(text) || /^(无|不详|全镇|合计|小计|总计|镇直|本镇)$/.test(text)) return null
  const { town, rest } = stripTown(text)
  const committee = committees.exec(rest)
  if (committee) {
    const kind = kindOf(committee[2] ?? committee[3]!)
    const bare = committee[2] === undefined && committee[1]!.length > 2 ? committee[1]!.replace(/(社区|村)$/, '') : committee[1]!
    return { town, stem: bare, kind, group: null, name: bare + kind }
  }
  const found = placed.exec(rest)
  if (found && found[1]!.length >= 1 && (found[1]!.length >= 2 || found[3] === '')) {
    const kind = kindOf(found[2]!)
    return { town, stem: found[1]!, kind, group: found[3] === '' ? null : found[3]!, name: found[1]! + kind }
  }
  const grouped = withGroup.exec(rest)
  if (grouped) return { town, stem: grouped[1]!, kind: null, group: grouped[2]!, name: grouped[1]! }
  return { town, stem: rest, kind: null, group: null, name: rest }
}

/**
 * Takes a community's name apart: 青柳村委会, 青柳社区居委会, 青柳镇青柳村, 青柳三组 all have the stem 青柳.
 * null when the text names no place.
 */
export function readDivisionName(raw: string): DivisionName | null {
  const known = cache.get(raw)
  if (known !== undefined) return known
  if (cache.size > 20_000) cache.clear()
  const read = analyse(raw)
  cache.set(raw, read)
  return read
}

export interface KnownDivision {
  code: string
  name: string
  aliases?: readonly string[]
}

/**
 * A finder of our code for a written name: by the whole name, by an alias, by name with kind, by stem. A stem that two
 * communities share finds nothing unless the kind decides. Grids are found under their community by their group.
 */
export function divisionFinder(known: readonly KnownDivision[]): (text: string) => string | null {
  const exact = new Map<string, string>()
  const stems = new Map<string, string | null>()
  const communities = known.filter((each) => each.code.length === 4)
  for (const each of communities) {
    for (const form of [each.name, ...(each.aliases ?? [])]) {
      const read = readDivisionName(form)
      exact.set(form, each.code)
      if (!read) continue
      exact.set(read.name, each.code)
      for (const stem of new Set([read.stem, read.stem.replace(/(?<=..)(安置点|安置区|小区|农场|林场|居民点|管理区)$/, '')])) {
        const before = stems.get(stem)
        stems.set(stem, before === undefined || before === each.code ? each.code : null)
      }
    }
  }
  const found = new Map<string, string | null>()
  function find(text: string): string | null {
    const read = readDivisionName(text)
    if (!read) return null
    const code = exact.get(text) ?? exact.get(read.name) ?? stems.get(read.stem) ?? null
    if (code !== null) return code
    // 小东河湾 looks like a hamlet of 小东 and may be a community of its own.
    const whole = text.normalize('NFKC').replace(/\s+/g, '')
    return (
      stems.get(read.group === null ? read.name : whole) ??
      (read.town === null ? null : (stems.get(whole.slice(whole.indexOf(read.town) + read.town.length)) ?? null))
    )
  }
  return (text) => {
    const cached = found.get(text)
    if (cached !== undefined) return cached
    const code = find(text)
    if (found.size > 20_000) found.clear()
    found.set(text, code)
    return code
  }
}

/** The community that an address names: a known one inside it, else what stands before 村 or 社区. */
export function communityInAddress(address: string, find: (text: string) => string | null, stems: readonly string[]): string | null {
  const text = address.normalize('NFKC').replace(/\s+/g, '')
  const written = /^(?:.*?(?:省|自治区|市|县|(?<!社)区|旗))?(?:[^省市县]{1,8}?(?:镇|乡|街道))?([\u3400-\u9fff]{1,8}?(?:社区|村))/.exec(text)?.[1]
  if (written !== undefined && (stems.length === 0 || find(written) !== null)) return written
  const inside = stems.filter((stem) => stem.length >= 2 && text.includes(stem))
  return inside.length === 1 ? inside[0]! : null
}
