import { shareFen } from './payments.ts'
import { couple } from './plant-money.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

const last = '2026-09'

/** Members of 低保 families whom the lists of prisons, vehicles and businesses name. */
export function plantCustodyAndProperty(register: Register, truth: TruthBook): void {
  plantPrison(register, truth)
  plantVehicles(register, truth)
  plantBusinesses(register, truth)
}

function plantPrison(register: Register, truth: TruthBook): void {
  const check = 'counted-in-prison'
  for (const community of [0, 4]) {
    const { spouse, household } = couple(register, community)
    register.town.custody.push({ person: spouse, kind: '服刑', from: '2026-02-10', to: '2028-02-09' })
    truth.wrong({
      check,
      person: spouse,
      program: 'dibao',
      from: '2026-03',
      to: last,
      overpaid: household.isUrban ? { monthly: shareFen(household, last) } : null,
      cardNo: household.cardNo,
      note: '服刑期间仍计入保障人口',
    })
  }
  const treated = couple(register, 5)
  register.town.custody.push({ person: treated.spouse, kind: '强制隔离戒毒', from: '2026-02-10', to: '2028-02-09' })
  truth.wrong({
    check,
    person: treated.spouse,
    program: 'dibao',
    from: '2026-03',
    to: last,
    overpaid: null,
    cardNo: treated.household.cardNo,
    note: '强制隔离戒毒期间仍计入保障人口',
  })
  for (const [community, kind, from, to] of [
    [7, '社区矫正', '2025-11-03', '2027-11-02'],
    [1, '行政拘留', '2026-04-06', '2026-04-16'],
    [3, '服刑', '2017-03-01', '2019-11-30'],
  ] as const) {
    const { spouse } = couple(register, community)
    register.town.custody.push({ person: spouse, kind, from, to })
    truth.lookAlike({ check, person: spouse, program: 'dibao', note: `${kind}，${from}至${to}` }, 'at home or released')
  }
}

function plantVehicles(register: Register, truth: TruthBook): void {
  const check = 'vehicle-on-dibao'
  const row = { model: '五菱牌', use: '非营运', status: '正常' }
  for (const [community, kind] of [
    [2, '小型轿车'],
    [7, '轻型厢式货车'],
  ] as const) {
    const { head, household } = couple(register, community)
    register.town.vehicles.push({ ...row, person: head, kind, registeredOn: '2026-03-11' })
    truth.wrong({ check, person: head, program: 'dibao', from: '2026-03', to: last, overpaid: null, cardNo: household.cardNo, note: `名下有${kind}` })
  }
  for (const [community, change] of [
    [5, { kind: '普通二轮摩托车' }],
    [1, { kind: '小型轿车', status: '报废' }],
    [0, { kind: '残疾人专用小型自动挡载客汽车' }],
  ] as const) {
    const { head } = couple(register, community)
    register.town.vehicles.push({ ...row, person: head, registeredOn: '2026-03-11', ...change })
    truth.lookAlike({ check, person: head, program: 'dibao', note: Object.values(change).join('，') }, 'motorcycles, scrapped, for the disabled')
  }
}

function plantBusinesses(register: Register, truth: TruthBook): void {
  const check = 'enterprise-on-dibao'
  const row = { kind: '个体工商户', role: '经营者', foundedOn: '2026-04-02', endedOn: null, status: '存续' }
  for (const community of [6, 0]) {
    const { head, household } = couple(register, community)
    register.town.enterprises.push({ ...row, person: head, name: `青禾镇${head.name}建材店` })
    truth.wrong({ check, person: head, program: 'dibao', from: '2026-04', to: last, overpaid: null, cardNo: household.cardNo, note: '名下有存续的个体工商户' })
  }
  const ended = couple(register, 3).head
  register.town.enterprises.push({ ...row, person: ended, name: `青禾镇${ended.name}小卖部`, foundedOn: '2015-06-01', endedOn: '2018-04-30', status: '注销' })
  truth.lookAlike({ check, person: ended, program: 'dibao', note: '早已注销' }, 'deregistered')
  const member = couple(register, 4).head
  register.town.enterprises.push({ ...row, person: member, name: '青禾镇河湾种植专业合作社', kind: '农民专业合作社', role: '成员' })
  truth.lookAlike({ check, person: member, program: 'dibao', note: '挂名合作社成员' }, 'cooperative member')
}
