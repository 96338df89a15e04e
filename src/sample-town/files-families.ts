import { sayMonth } from '../domain/months.ts'
import { ageOn, lastDayOf } from '../domain/plain-date.ts'
import { levels, stamp, wholeTown } from './files-rosters.ts'
import type { FamilyProgram, Household, Member } from './model.ts'
import type { Town } from './town.ts'
import type { CellValue, Mess } from './mess.ts'
import { headIn, householdFen, isOnRoster, membersIn, protectedMembers } from './payments.ts'
import { asWritten } from './people.ts'
import { communityAt, town as townName } from './places.ts'
import type { TableFile, TableSheet } from './table.ts'

const titles: Record<FamilyProgram, string> = { dibao: '低保', marginal: '低保边缘', rigid: '刚性支出困难' }

interface Roster {
  program: FamilyProgram
  month: string
}

function householdsOf(town: Town, { program, month }: Roster): Household[] {
  const all = program === 'dibao' ? town.households : town.borderline.filter((household) => household.program === program)
  return all.filter((household) => isOnRoster(household, month)).toSorted((a, b) => a.community - b.community || a.cardNo.localeCompare(b.cardNo))
}

/** 分 that a roster approves for the household; none beside 低保. */
function approvedFen(household: Household, month: string): number | null {
  return household.program === 'dibao' ? householdFen(household, month) : null
}

export function familyRoster(town: Town, mess: Mess, roster: Roster): TableFile {
  const { program, month } = roster
  const isMerged = program === 'dibao' && month === '2025-12'
  const headings = [
    '序号',
    '所属社（区）',
    '户主姓名',
    '户主身份证号',
    '低保（特困）证号',
    '户籍类型',
    '家庭人口（数）',
    '保障人口（数）',
    '家庭年均收入（元）',
    '分档类型',
    '户月保障金额（元）',
    '家庭分类施保总额（元）',
    '人员分类施保总额（元）',
    '合计（元）',
    '联系电话',
    '家庭住址',
    '最初享受月（份）',
    '申请原因',
    '银行账户名称',
    '银行帐号',
    '拥有产权住房套数',
    '金融资产总额（元）',
  ]
  const rows = householdsOf(town, roster).map((household, at): CellValue[] => {
    const head = headIn(household, month)
    const fen = approvedFen(household, month)
    const extraFen = household.extraFen ?? 0
    const stated = household.stated !== undefined && month >= household.stated.from ? household.stated : null
    return [
      at + 1,
      isMerged ? communityAt(household.community).official : mess.place(household.community),
      mess.name(head.person.name),
      memberId(head, mess),
      household.cardNo,
      household.isUrban ? '城市' : '农村',
      stated?.familySize ?? membersIn(household, month).length,
      protectedMembers(household, month).length,
      (stated?.income ?? household.income) * 12,
      household.grade === undefined ? null : `${household.grade}类`,
      mess.money(fen === null ? null : fen - extraFen),
      extraFen / 100,
      0,
      mess.money(fen),
      head.person.phone,
      head.person.address,
      mess.month(household.from),
      household.reason,
      head.person.name,
      head.person.account,
      stated?.dwellings ?? 1,
      stated?.assets ?? (Number(household.cardNo.slice(-3)) % 7) * 500,
    ]
  })
  const sheet: TableSheet = isMerged
    ? {
        name: 'Sheet1',
        title: `${townName}${sayMonth(month)}低保家庭名册`,
        line: `单位：元　　　填报单位：${townName}民政办`,
        headings,
        rows,
        mergeColumn: 1,
        subtotal: { by: 1, sum: headings.indexOf('合计（元）') },
        footer: '制表人：李敏　　审核人：陈静　　制表时间：2026年1月4日',
      }
    : { name: `${titles[program]}家庭查询`, headings, rows }
  return { file: `${titles[program]}家庭查询_${stamp(month)}.xlsx`, ledger: `${program}_family`, period: month, ...wholeTown(month, month), sheets: [sheet] }
}

function memberId(member: Member, mess: Mess): CellValue {
  return member.typedId === undefined
    ? mess.id(member.person.id)
    : typeof member.typedId === 'number'
      ? { value: member.typedId, look: { format: '0', hasBorder: true } }
      : member.typedId
}

/** City rosters state each person's own share; the rural export only knows the household's sum. */
export function memberRoster(town: Town, mess: Mess, roster: Roster): TableFile {
  const { program, month } = roster
  const isByCommunity = program === 'dibao' && month === '2026-03'
  const headings = [
    '序号',
    '姓名',
    '身份证号',
    '户主姓名',
    '户主身份证号',
    '与户主关系',
    '性别',
    '出生日期',
    '年龄',
    '是否保障对象',
    '就业状况',
    '是否残疾（人）',
    '残疾证号',
    '残疾类别',
    '残疾等级',
    '患病病种',
    '劳动能力',
    '最初享受月（份）',
    '户籍类型',
    '户月保障金额（元）',
    '个人保障金额',
    '合计（元）',
    '低保（特困）证号',
    ...(isByCommunity ? [] : ['所属社（区）']),
  ]
  const rowsOf = (community: number | null): CellValue[][] => {
    const out: CellValue[][] = []
    for (const household of householdsOf(town, roster)) {
      if (community !== null && household.community !== community) continue
      for (const member of membersIn(household, month))
        out.push([out.length + 1, ...memberCells(member, household, { month, mess }), ...(isByCommunity ? [] : [mess.place(household.community)])])
    }
    return out
  }
  const sheets = isByCommunity
    ? town.communities.map((at): TableSheet => ({
        name: communityAt(at).official,
        title: `${communityAt(at).official}${sayMonth(month)}低保人员名册`,
        headings,
        rows: rowsOf(at),
        footer: `填报人：${communityAt(at).visitors[0] ?? ''}　　填报日期：2026年3月31日`,
      }))
    : [{ name: `${titles[program]}人员查询`, headings, rows: rowsOf(null) }]
  return { file: `${titles[program]}人员查询_${stamp(month)}.xlsx`, ledger: `${program}_person`, period: month, ...wholeTown(month, month), sheets }
}

function memberCells(member: Member, household: Household, { month, mess }: { month: string; mess: Mess }): CellValue[] {
  const { person } = member
  const head = headIn(household, month)
  const fen = approvedFen(household, month)
  const card = person.cards.findLast((each) => each.issuedOn.slice(0, 7) <= month)
  const age = ageOn(person.birth, lastDayOf(month))
  return [
    mess.name(person.name),
    memberId(member, mess),
    head.person.name,
    head.person.id,
    member === head ? '本人' : member.relation === '本人' ? '户主' : member.relation,
    asWritten(person, month).sex,
    mess.date(asWritten(person, month).birth, 'dash'),
    age,
    member.isProtected ? '是' : '否',
    age < 16 ? '在校学生' : '未就业',
    card === undefined ? '否' : '是',
    card?.no ?? null,
    card === undefined ? null : `${card.kind}残疾`,
    card === undefined ? null : (levels[card.level] ?? null),
    person.illness === '' ? null : person.illness,
    age >= 60 || age < 16 ? '无劳动能力' : '有劳动能力',
    mess.month(member.from),
    household.isUrban ? '城市' : '农村',
    mess.money(fen),
    household.isUrban && member.isProtected && fen !== null ? mess.money(fen / protectedMembers(household, month).length) : null,
    mess.money(fen),
    household.cardNo,
  ]
}
