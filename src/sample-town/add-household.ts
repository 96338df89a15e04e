import { addMonths, monthOf } from '../domain/months.ts'
import type { Application, FamilyProgram, Household } from './model.ts'
import type { Person } from './people.ts'
import { communityAt } from './places.ts'
import { cardLetters, type Register } from './register.ts'

interface NewHousehold {
  /** 低保 when left out. */
  program?: FamilyProgram
  community: number
  head: Person
  others: [person: Person, relation: string][]
  from: string
  income: number
  reason: string
  /** Only these are protected; all when left out. */
  protectedOnly?: Person[]
  application?: Partial<Application>
}

/** A household on a roster; one in 低保 that began in 2025 or later has its application. */
export function addHousehold(register: Register, wish: NewHousehold): Household {
  const { program = 'dibao' } = wish
  const people: [Person, string][] = [[wish.head, '本人'], ...wish.others]
  const community = register.at(wish.community)
  const household: Household = {
    program,
    cardNo: register.nextCardNo(cardLetters[program]),
    community,
    isUrban: communityAt(community).isUrban,
    income: wish.income,
    members: people.map(([person, relation]) => {
      const bornIn = addMonths(monthOf(person.birth), 1)
      return { person, relation, isProtected: wish.protectedOnly?.includes(person) ?? true, from: bornIn > wish.from ? bornIn : wish.from, to: null }
    }),
    from: wish.from,
    to: null,
    pause: [],
    reason: wish.reason,
    endReason: '',
  }
  if (program !== 'dibao') {
    register.town.borderline.push(household)
    return household
  }
  register.town.households.push(household)
  if (wish.from >= '2025-01') register.addApplication(wish.head, { program: '低保', from: wish.from, cause: wish.reason, change: wish.application ?? {} })
  return household
}
