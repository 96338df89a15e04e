import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePlan } from './parse-plan.ts'
import type { Plan, WarningKind } from './plan-shape.ts'
import { loadTopics } from './question-schema.ts'
import { dongping, heyuan, linhe, nanshan, shuangqiao, yuntai } from './sibling-plans.ts'

const topics = loadTopics('catalog/topics.yml')
const parse = (text: string): Plan => parsePlan(text, topics)
const numbers = (plan: Plan): [string | null, (number | null)[]][] => plan.areas.map((area) => [area.code, area.items.map((item) => item.no)])
const kinds = (plan: Plan): WarningKind[] => [...new Set(plan.warnings.map((warning) => warning.kind))].toSorted()
const told = (plan: Plan, kind: WarningKind): string[] =>
  plan.warnings.filter((warning) => warning.kind === kind).map((warning) => `${warning.where}：${warning.message}`)
const spans = (plan: Plan): (string | null)[][] => plan.stages.map((stage) => [stage.start, stage.end])

/** An anchored slice holds the words in order; between them only what the copy put there (line ends, a site's mark). */
function holds(slice: string, words: string): boolean {
  let at = 0
  for (const character of words) {
    at = slice.indexOf(character, at)
    if (at < 0) return false
    at += character.length
  }
  return slice.startsWith(words.charAt(0)) && slice.endsWith(words.slice(-1))
}

function misplaced(text: string, plan: Plan): string[] {
  const items = plan.areas.flatMap((area) => area.items).filter((item) => !holds(text.slice(...item.anchor), item.text))
  const stages = plan.stages.filter((stage) => !text.slice(...stage.anchor).includes(stage.name.slice(0, 2)))
  const outside = plan.warnings.filter(
    (warning) => warning.at !== null && !(warning.at[0] >= 0 && warning.at[1] <= text.length && warning.at[0] < warning.at[1]),
  )
  return [...items.map((item) => item.text), ...stages.map((stage) => stage.name), ...outside.map((warning) => warning.message)]
}

describe('our sample plan', () => {
  const text = readFileSync('database/scenarios/qinghe/plan.txt', 'utf8')
  const plan = parse(text)
  test('the paper itself: title, issuer, number, date, look-back', () => {
    expect(plan).toMatchObject({
      title: '青禾镇社会救助规范管理专项整治实施方案',
      issuer: '青禾镇人民政府',
      issueNumber: '青政发〔2026〕31号',
      date: '2026-09-08',
      lookBack: { from: '2020-01', to: null },
    })
    expect(plan.basis).toContain('中华人民共和国社会救助法')
  })
  test('sixteen items in five areas, each with a topic of its own area', () => {
    expect(numbers(plan)).toEqual([
      ['dibao', [1, 2, 3]],
      ['disability', [1, 2, 3, 4]],
      ['temporary_aid', [1, 2, 3]],
      ['street', [1, 2]],
      ['tekun_children', [1, 2, 3, 4]],
    ])
    const areaOf = new Map(topics.map((topic) => [topic.code, topic.area]))
    for (const area of plan.areas)
      for (const item of area.items) {
        expect(item.topics.length, item.text).toBeGreaterThan(0)
        expect(new Set(item.topics.map((code) => areaOf.get(code))), item.text).toEqual(new Set([area.code]))
      }
  })
  test('three stages without gap, five safeguards, no damage', () => {
    expect(spans(plan)).toEqual([
      ['2026-09-10', '2026-10-23'],
      ['2026-10-24', '2026-11-13'],
      ['2026-11-14', '2026-11-30'],
    ])
    expect(plan.safeguards.map((safeguard) => safeguard.title)).toEqual(['压实各方责任', '排出任务清单', '从严督促检查', '做好宣传培训', '坚持每周调度'])
    expect(plan.warnings).toEqual([])
  })
  test('the weekly and the monthly duty are read, and who leads the supervision', () => {
    expect(plan.rhythms.map((rhythm) => rhythm.every)).toEqual(expect.arrayContaining(['每月', '每周五17:00前', '每月5日前']))
    expect(plan.roles).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: '镇纪委', role: '牵头' }), expect.objectContaining({ name: '社区书记', role: '第一责任人' })]),
    )
  })
  test('every anchor slices back to its words', () => {
    expect(misplaced(text, plan)).toEqual([])
  })
})

const realPlan = join(process.cwd(), '..', 'shared', 'plan', 'plan.txt')
describe.skipIf(!existsSync(realPlan))('the damaged plan that the product was ordered by', () => {
  const text = existsSync(realPlan) ? readFileSync(realPlan, 'utf8') : ''
  const plan = parse(text)
  test('five areas hold eleven numbered items and the fragment, each where the paper has it', () => {
    expect(numbers(plan)).toEqual([
      ['dibao', [1, 3]],
      ['disability', [3, 4]],
      ['temporary_aid', [null, 3]],
      ['street', [1, 2]],
      ['tekun_children', [1, 2, 3, 4]],
    ])
    expect(plan.areas.map((area) => area.no)).toEqual([1, 2, 3, 4, 5])
    const fragment = plan.areas[2]?.items[0]
    expect(fragment).toMatchObject({ fragment: true, likelyNo: 2, topics: expect.arrayContaining(['timeliness-aid', 'refusal-aid']) as string[] })
    expect(plan.areas[0]?.items[0]).toMatchObject({ cut: true, fragment: false })
  })
  test('every item has a topic', () => {
    expect(plan.areas.flatMap((area) => area.items).filter((item) => item.topics.length === 0)).toEqual([])
    expect(plan.areas[1]?.items.map((item) => item.topics[0])).toEqual(['base-disability', 'abuse-disability'])
    expect(plan.areas[4]?.items.map((item) => item.topics[0])).toEqual(['missed-children', 'visits-children', 'guardianship-children', 'visits-tekun'])
  })
  test('three stages of 2023, five safeguards of which three lost their text', () => {
    expect(spans(plan)).toEqual([
      ['2023-03-10', '2023-04-10'],
      ['2023-04-11', '2023-04-30'],
      ['2023-05-01', '2023-05-10'],
    ])
    expect(plan.safeguards.map((safeguard) => [safeguard.no, safeguard.text !== ''])).toEqual([
      [1, true],
      [2, true],
      [3, false],
      [4, false],
      [5, false],
    ])
    expect(plan.lookBack).toEqual({ from: '2020-01', to: null })
  })
  test('what is missing or damaged is told: both losses with their size, marks, blanks, doubles', () => {
    expect(kinds(plan)).toEqual(['count_mismatch', 'doubled', 'missing_section', 'numbering_gap', 'omission', 'placeholder', 'watermark'])
    expect(told(plan, 'omission').join()).toMatch(/582 字.*937 字.*355 字/u)
    expect(told(plan, 'numbering_gap')).toHaveLength(3)
  })
  test('every anchor slices back to its words', () => {
    expect(misplaced(text, plan)).toEqual([])
  })
})

describe('plans of other towns', () => {
  test('a notice as shell, tasks numbered 1. and （1）, bracketed units, named stages without years', () => {
    const plan = parse(linhe)
    expect(plan).toMatchObject({
      title: '临河乡救助领域突出问题集中治理工作方案',
      issuer: '临河乡人民政府',
      issueNumber: '临政发〔2025〕7号',
      date: '2025-02-28',
    })
    expect(numbers(plan)).toEqual([
      ['tekun_children', [1, 2]],
      ['dibao', [1, 2, 3]],
      ['disability', [1]],
    ])
    expect(plan.areas[0]?.items[0]).toMatchObject({
      text: '分散供养对象有没有照料人，照料服务协议是否签订',
      responsible: ['乡民政办', '各村'],
      due: '4月15日前',
    })
    expect(plan.areas[0]?.items[1]?.responsible).toEqual(['乡民政办'])
    expect(plan.stages.map((stage) => [stage.name, stage.start, stage.end, stage.endsOn])).toEqual([
      ['动员排查', '2025-03-01', '2025-03-31', '2025-03-31'],
      ['集中整改', '2025-04-01', '2025-05-20', '2025-05-20'],
      ['总结提升', '2025-05-21', '2025-05', '2025-05-31'],
    ])
    expect(told(plan, 'year_inferred')).toHaveLength(3)
    expect(plan.safeguards.map((safeguard) => safeguard.title)).toEqual(['加强组织领导', '严明工作纪律'])
    expect(plan.lookBack).toEqual({ from: '2022-02-28', to: '2025-02-28' })
    expect(kinds(plan)).not.toContain('missing_section')
  })
  test('chapters and articles, ordinals of every kind, Chinese and full-width digits, a gap and an overlap', () => {
    const plan = parse(dongping)
    expect(plan.areas.map((area) => [area.no, area.code])).toEqual([
      [3, 'street'],
      [4, 'temporary_aid'],
      [5, 'tekun_children'],
      [6, 'dibao'],
    ])
    expect(numbers(plan).map(([, items]) => items)).toEqual([
      [1, 2, 4],
      [1, 2],
      [1, 2, 3],
      [1, 2],
    ])
    expect(spans(plan)).toEqual([
      ['2024-03-10', '2024-04-10'],
      ['2024-04-15', '2024-05-31'],
      ['2024-05-20', '2024-06-30'],
    ])
    expect(told(plan, 'gap').join()).toContain('2024-04-11 至 2024-04-14')
    expect(told(plan, 'overlap').join()).toContain('2024-05-20')
    expect(plan.lookBack).toEqual({ from: '2021-01', to: '2023-12' })
    expect(plan.safeguards.map((safeguard) => [safeguard.no, safeguard.title])).toEqual([
      [10, '强化组织领导'],
      [11, '强化工作纪律'],
    ])
  })
  test('hard-wrapped lines, page numbers, a site mark and a loss that swallowed two headings', () => {
    const plan = parse(shuangqiao)
    expect(plan.title).toBe('双桥镇困难群众救助管理突出问题清查整治行动方案')
    expect(numbers(plan)).toEqual([
      ['dibao', [1, 2, 3]],
      ['disability', [1]],
      ['tekun_children', [null, 2, 3]],
      ['street', [1, 3]],
    ])
    expect(plan.areas.map((area) => area.no)).toEqual([1, 2, 4, 5])
    expect(plan.areas[0]?.items[1]?.text).toBe('名下有车辆房产仍在保的')
    expect(plan.areas[1]?.items[0]?.cut).toBe(true)
    expect(told(plan, 'omission').join()).toContain('300 字')
    expect(told(plan, 'omission').join()).toContain('没有写完')
    expect(told(plan, 'numbering_gap').join()).toMatch(/排查内容：编号不连续，缺第三/u)
    expect(told(plan, 'doubled').join()).toContain('的的')
    expect(told(plan, 'placeholder').join()).toContain('XX')
    expect(told(plan, 'watermark')).toHaveLength(1)
    expect(told(plan, 'reversed').join()).toContain('早于')
    expect(plan.stages[2]).toMatchObject({ start: '2024-11', end: '2024-12', startsOn: '2024-11-01', endsOn: '2024-12-31' })
    expect(plan.lookBack.from).toBe('2022-01')
  })
  test('no title, no headings for areas, steps in running text that overrun the period', () => {
    const plan = parse(heyuan)
    expect(plan.title).toBeNull()
    expect(plan.areas.map((area) => area.code)).toEqual(['dibao', 'disability', 'temporary_aid', 'tekun_children'])
    expect(plan.areas.flatMap((area) => area.items.map((item) => item.no))).toEqual([1, 2, 3, 4])
    expect(plan.stages.map((stage) => [stage.no, stage.name, stage.end])).toEqual([
      [1, '动员部署', null],
      [2, '排查整改', null],
      [3, '总结验收', '2024-06-10'],
    ])
    expect(told(plan, 'outside').join()).toContain('超出')
    expect(told(plan, 'missing_section').join()).toContain('没有找到方案的标题')
  })
  test('groups as chapters, an unmarked table of contents, the year from the title, a day that does not exist', () => {
    const plan = parse(nanshan)
    expect(plan.title).toBe('南山镇2024年民生保障规范提升行动计划')
    expect(numbers(plan)).toEqual([
      ['dibao', [1, 2]],
      ['disability', [1, 2]],
    ])
    expect(plan.stages[0]).toMatchObject({ startsOn: '2024-03-01', endsOn: '2024-04-30' })
    expect(told(plan, 'outside').join()).toContain('6月31日不存在')
    expect(plan.lookBack.from).toBe('2020-01-01')
    expect(plan.safeguards).toHaveLength(2)
  })
  test('parts instead of chapters, Markdown marks, numbers inside a paragraph, safeguards in running text', () => {
    const plan = parse(yuntai)
    expect(plan.title).toBe('云台镇关于开展救助资金清理规范的实施方案')
    expect(numbers(plan)).toEqual([
      ['dibao', [1, 2, 3]],
      ['disability', [1, 2]],
      ['temporary_aid', [1, 2]],
      ['tekun_children', [null]],
    ])
    expect(plan.areas[3]?.items[0]?.topics).toEqual(expect.arrayContaining(['care-tekun', 'visits-tekun']))
    expect(plan.stages.map((stage) => [stage.name, stage.start, stage.end, stage.endsOn])).toEqual([
      ['自查阶段', '2025-03', '2025-04', '2025-04-30'],
      ['整改阶段', '2025-05', '2025-05', '2025-05-31'],
      ['总结阶段', '2025-06', null, null],
    ])
    expect(plan.safeguards).toMatchObject([
      { no: 1, title: '加强领导', text: '由镇长任组长。' },
      { no: 2, title: '加强督查', text: '由镇纪委负责。' },
    ])
    expect(told(plan, 'count_mismatch').join()).toContain('原文说五个方面，读到 4 个')
    expect(plan.roles.map((role) => [role.name, role.role])).toEqual(
      expect.arrayContaining([
        ['镇长', '组长'],
        ['镇纪委', '负责'],
      ]),
    )
  })
  test('without its table of contents the tail before （四） is still the third area, and the second is told as lost', () => {
    const plan = parse(
      '丙镇救助方案\n一、排查内容\n（一）低保。主要排查：一是书面申请是否受理\n……（此处略去）……\n临时救助不得拒绝受理。三是是否主动发现。\n（四）流浪乞讨。主要排查：一是巡查是否覆盖。\n',
    )
    expect(plan.areas.map((area) => [area.no, area.code, area.items.map((item) => item.no)])).toEqual([
      [1, 'dibao', [1]],
      [3, 'temporary_aid', [null, 3]],
      [4, 'street', [1]],
    ])
    expect(told(plan, 'missing_section').join()).toMatch(/排查内容（三）.*标题丢了.*排查内容（二）/u)
  })
  test.each([
    ['临河', linhe],
    ['东坪', dongping],
    ['双桥', shuangqiao],
    ['河源', heyuan],
    ['南山', nanshan],
    ['云台', yuntai],
  ])('every anchor of %s slices back to its words', (_, text) => {
    expect(misplaced(text, parse(text))).toEqual([])
  })
})

describe('whatever it is given', () => {
  const own = readFileSync('database/scenarios/qinghe/plan.txt', 'utf8')
  const plans = [own, linhe, dongping, shuangqiao, heyuan, nanshan, yuntai]
  const bits = [
    '一、',
    '（二）',
    '1.',
    '三是',
    '第一阶段：',
    '2023年13月40日',
    '—',
    '……（省略99字）……',
    '目录',
    '\n',
    '方案',
    '低保',
    '残疾人',
    '（',
    '】',
    '\uFFFC',
    '责任单位：',
    '\uD83D',
    '二〇二三年',
    '即日起至',
    '3月',
    '长期坚持',
  ]
  test('the parser never throws and its anchors stay true', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 8 })), { maxLength: 60 }), (parts) => {
        const text = parts.join('')
        const plan = parse(text)
        for (const area of plan.areas)
          for (const item of area.items) {
            expect(holds(text.slice(...item.anchor), item.text)).toBe(true)
            expect(item.fragment).toBe(item.no === null)
          }
      }),
      { numRuns: 300 },
    )
  })
  test('a plan with a piece torn out still gives only words that the paper has', () => {
    fc.assert(
      fc.property(fc.constantFrom(...plans), fc.nat(3000), fc.nat(1500), fc.constantFrom('', '\n……（省略88字）……\n', '\n……\n'), (plan, from, length, mark) => {
        const start = from % plan.length
        const text = plan.slice(0, start) + mark + plan.slice(start + length)
        expect(misplaced(text, parse(text))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
  test('a large paper is read within two seconds', () => {
    const text = Array.from({ length: 60 }, () => own).join('\n')
    const start = performance.now()
    parse(text)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
