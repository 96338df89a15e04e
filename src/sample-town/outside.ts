import type { Person } from './people.ts'
import { county } from './places.ts'
import type { Register } from './register.ts'
import type { Authority } from './table.ts'

/** The letter by which an office outside the town gave a list. */
export function from(giver: string, number: string): Authority {
  return { giver, basis: `${county}民政局《关于开展社会救助数据比对的函》（${number}）`, purpose: '青禾镇社会救助规范管理专项整治比对', until: '2027-03-31' }
}

/** Somebody of the county whom no list of the town knows. */
export function stranger(register: Register, born: [number, number]): Person {
  return register.people.make({
    born,
    community: register.random.int(0, Math.min(7, register.size.communities - 1)),
    region: `99910${register.random.int(2, 8)}`,
  })
}
