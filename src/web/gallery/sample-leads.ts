/** Invented rows for the gallery; the people do not exist, ids lie in the fictional region 999101. */
export interface SampleLead {
  lead: string
  check: string
  sentence: string
  name: string
  id: string
  community: string
  concerned: number | null
  overpaid: number | null
  due: string | null
  state: string
  owner: string | null
  isChild: boolean
}

const surnames = ['孙', '何', '周', '邓', '陈', '吴', '罗', '梁', '汤', '石', '冯', '徐', '蒋', '蓝', '覃', '卢']
const given = ['凤英', '玉珍', '桂兰', '秀兰', '德旺', '长根', '大贵', '永福', '桂英', '有才']
const communities = ['青柳', '桥头', '石门', '东岭', '河湾', '茶场', '双井', '安居苑']
const checks = ['死亡后仍发放', '低保与特困同月重复', '持一、二级证，护理补贴应享未享线索', '未满十六周岁单独生活']
const states = ['new', 'assigned', 'checking', 'confirmed', 'reviewed']
const dues = ['2026-10-16', '2026-10-20', '2026-10-21', '2026-10-22', '2026-11-02', null]

/** The same rows each time. */
export function sampleLeads(count: number): SampleLead[] {
  return Array.from({ length: count }, (_, at) => {
    const check = at === 0 ? 3 : (at * 7) % 3
    const months = 1 + ((at * 5) % 6)
    const amount = check === 3 || check === 2 ? null : months * (check === 0 ? 68_100 : 44_000)
    return {
      lead: `2026-${String(400 + at).padStart(4, '0')}`,
      check: checks[check] ?? '',
      sentence:
        check === 3
          ? '父母务工，9 月起独自居住'
          : check === 2
            ? '持二级证，9 月没有护理补贴'
            : check === 1
              ? `2026-0${10 - months} 至 2026-09 两处都发`
              : `低保金 ${months} 笔，2026-0${10 - months} 起`,
      name: `${surnames[at % surnames.length]}${given[(at * 3) % given.length]}`,
      id: `999101${1940 + (at % 60)}0101${String(100 + (at % 900))}X`,
      community: communities[(at * 5) % communities.length] ?? '',
      concerned: amount,
      overpaid: check === 1 ? null : amount,
      due: dues[at % dues.length] ?? null,
      state: states[at % states.length] ?? 'new',
      owner: at % 5 === 0 ? null : '王秀英',
      isChild: check === 3,
    }
  })
}
