import { idCells } from './files-lists.ts'
import type { Child } from './model.ts'
import type { Person } from './people.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

const last = '2026-09'

/** Children: adopted, with a parent come home or working here, without a carer or a school. */
export function plantChildren(register: Register, truth: TruthBook): void {
  plantAdopted(register, truth)
  plantReleased(register, truth)
  plantNoCarer(register, truth)
  plantNoSchool(register, truth)
  plantParentsHere(register, truth)
  plantDeadOnRoster(register, truth)
}

/** CK83. */
function plantAdopted(register: Register, truth: TruthBook): void {
  const check = 'adopted-still-paid'
  const adopted = (program: Child['program'], community: number, on: string): Child => {
    const child = register.addChild(program, { born: [2013, 2017], community, from: '2021-05' })
    const adopter = register.people.make({ born: [1978, 1988], community })
    register.addRow('adoptions', ...idCells(child.person), null, ...idCells(adopter), { date: on })
    return child
  }
  for (const [program, community] of [
    ['orphan', 1],
    ['unattended_child', 0],
  ] as const) {
    const { person } = adopted(program, community, '2026-02-17')
    truth.wrong({ check, person, program, from: '2026-03', to: last, overpaid: null, note: '2026年2月登记收养，仍在发放' })
  }
  const ended = adopted('orphan', 5, '2026-04-09')
  ended.to = '2026-04'
  truth.lookAlike({ check, person: ended.person, program: 'orphan', months: ['2026-04'], note: '登记收养当月停发' }, 'stopped in the month')
}

/** CK81. */
function plantReleased(register: Register, truth: TruthBook): void {
  const check = 'situation-over'
  const held = (community: number, to: string): Person => {
    const { person, father } = register.addChild('unattended_child', {
      born: [2012, 2017],
      community,
      from: '2022-02',
      situations: ['服刑在押', '失联'],
    })
    register.town.custody.push({ person: father.person, kind: '服刑', from: '2021-03-11', to })
    return person
  }
  for (const community of [2, 7]) {
    const person = held(community, '2026-02-25')
    truth.wrong({ check, person, program: 'unattended_child', from: '2026-03', to: last, overpaid: null, note: '父亲2026年2月刑满释放' })
  }
  const detained = register.addChild('unattended_child', { born: [2012, 2017], community: 6, from: '2022-02', situations: ['失联', '强制隔离戒毒'] })
  register.town.custody.push({ person: detained.mother.person, kind: '强制隔离戒毒', from: '2024-03-11', to: '2026-03-10' })
  truth.wrong({ check, person: detained.person, program: 'unattended_child', from: '2026-04', to: last, overpaid: null, note: '母亲2026年3月解除强制隔离戒毒' })
  truth.lookAlike({ check, person: held(3, '2028-01-30'), program: 'unattended_child', note: '父亲仍在服刑' }, 'still in prison')
}

/** CK85: in a community whose roster names a carer for nearly every child. */
function plantNoCarer(register: Register, truth: TruthBook): void {
  const check = 'no-carer-named'
  for (const community of [4, 7]) for (let no = 0; no < 20; no += 1) register.addLeftBehind(community)
  const stated = { isSigned: true, on: '2025-03-12', number: register.nextNumber('QHZH') }
  const child = register.addLeftBehind(4, { born: [2012, 2018], isCarerUnnamed: true, hasRegisterRow: false, stated })
  truth.wrong({ check, person: child.person, program: 'left_behind', months: [last], concerned: null, note: '名册上没有照护人' })
  const boarder = register.addLeftBehind(7, {
    born: [2012, 2018],
    isCarerUnnamed: true,
    hasRegisterRow: false,
    stated: { ...stated, number: register.nextNumber('QHZH') },
    school: '云岭县寄宿制学校',
  })
  truth.lookAlike({ check, person: boarder.person, program: 'left_behind', months: [last], note: '在寄宿制学校' }, 'boarding school')
}

/** CK87. */
function plantNoSchool(register: Register, truth: TruthBook): void {
  const check = 'not-at-school'
  for (const community of [6, 0]) {
    const { person } = register.addLeftBehind(community, { born: [2013, 2018], school: '' })
    truth.wrong({ check, person, program: 'left_behind', months: [last], concerned: null, note: '名册没有写学校，学籍名单里也没有' })
  }
  const { person } = register.addLeftBehind(1, { born: [2013, 2018], school: '' })
  register.addRow('students', ...idCells(person), '青禾镇中心学校', '三年级', '正常', { place: person.community })
  truth.lookAlike({ check, person, program: 'left_behind', months: [last], note: '学籍名单里有' }, 'pupil by the list')
}

/** CK88. */
function plantParentsHere(register: Register, truth: TruthBook): void {
  const check = 'parent-works-here'
  const insure = (parent: Person, unit: string): void =>
    register.addRow('employee_insurance', ...idCells(parent), unit, '企业职工基本养老保险', { fen: 420_000 }, { month: '2025-02' }, null, '正常参保')
  for (const community of [5, 7]) {
    const child = register.addLeftBehind(community)
    insure(child.father, '云岭县青山纺织厂')
    truth.wrong({ check, person: child.person, program: 'left_behind', months: [last], concerned: null, note: '父亲在县里参保' })
  }
  const child = register.addLeftBehind(2)
  insure(child.mother, '灵活就业人员代理户')
  truth.lookAlike({ check, person: child.person, program: 'left_behind', months: [last], note: '母亲在老家以灵活就业缴费' }, 'pays for herself')
}

/** CK01 where no payment list is left: the roster of June 2020 alone names them. */
function plantDeadOnRoster(register: Register, truth: TruthBook): void {
  const check = 'paid-after-death'
  const listed = (community: number, on: string): Person => {
    const child = register.addChild('orphan', { born: [2010, 2013], community, from: '2018-04' })
    register.recordDeath(child.person, on)
    child.to = '2020-06'
    return child.person
  }
  const months = ['2020-06']
  for (const community of [3, 7])
    truth.wrong({
      check,
      person: listed(community, '2020-03-17'),
      program: 'orphan',
      months,
      overpaid: null,
      note: '死亡三个月后仍在孤儿名册，当年没有发放明细',
    })
  truth.lookAlike({ check, person: listed(2, '2020-06-09'), program: 'orphan', months, note: '六月死亡，当月仍在名册' }, 'month of the death')
}
