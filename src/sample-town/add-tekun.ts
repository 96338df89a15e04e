import type { Tekun } from './model.ts'
import { two } from './people.ts'
import type { Person } from './people.ts'
import { communityAt } from './places.ts'
import type { Register } from './register.ts'

/** A 特困 person; the scattered ones have a carer with a signed agreement. */
export function addTekun(register: Register, person: Person, { from, support }: { from: string; support: Tekun['support'] }): Tekun {
  const { random, people, town } = register
  const isScattered = support === '分散供养'
  const selfCare = isScattered ? random.pick(['全自理', '全自理', '全自理', '半护理', '全护理'] as const) : random.pick(['全自理', '半护理', '全护理'] as const)
  const signedOn = `${random.int(2024, 2025)}-${two(random.int(1, 12))}-${two(random.int(3, 27))}`
  const carer = isScattered
    ? {
        person: people.make({ born: [1962, 1984], community: person.community }),
        relation: random.pick(['邻居', '侄子', '村民', '外甥']),
        signedOn,
        number: register.nextNumber('QHZL'),
      }
    : null
  const tekun: Tekun = {
    person,
    community: person.community,
    isUrban: communityAt(person.community).isUrban,
    cardNo: register.nextCardNo('T'),
    from,
    to: null,
    support,
    selfCare,
    carer,
  }
  town.tekun.push(tekun)
  if (carer !== null) {
    town.agreements.push({
      number: carer.number,
      name: person.name,
      id: person.id,
      carer: carer.person,
      relation: carer.relation,
      kind: '委托照料服务协议',
      signedOn,
      endsOn: `${Number(signedOn.slice(0, 4)) + 3}${signedOn.slice(4)}`,
      community: person.community,
    })
  }
  if (from >= '2025-01') register.addApplication(person, { program: '特困', from, cause: '无劳动能力、无生活来源、无法定赡养人' })
  return tekun
}
