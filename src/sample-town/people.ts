import { checkDigit } from '../domain/citizen-id.ts'
import { addDays, addMonthsToDate } from '../domain/plain-date.ts'
import { communityAt } from './places.ts'
import type { Random } from './random.ts'

export type CardKind = '视力' | '听力' | '言语' | '肢体' | '智力' | '精神'

export interface Card {
  no: string
  kind: CardKind
  level: number
  firstIssued: string
  issuedOn: string
  validTo: string
  status: '有效' | '注销' | '冻结'
  statusOn: string | null
}

export interface Person {
  name: string
  id: string
  sex: '男' | '女'
  birth: string
  community: number
  address: string
  phone: string
  account: string
  died: string | null
  cards: Card[]
  illness: string
  /** Somebody else's account that takes the money from a month on. */
  paidInto?: { from: string; account: string; holder: string }
  /** What the rosters up to a month write instead of what the id says. */
  written?: { sex?: '男' | '女'; birth?: string; until?: string }
}

export interface Wish {
  /** First and last year of birth, or one whole date. */
  born: [number, number] | string
  sex?: '男' | '女'
  community: number
  /** Shares a family name with this person. */
  like?: Person
  /** Six digits in front; the county of the town when left out. */
  region?: string
}

const surnames = Array.from(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
)
const maleSigns = Array.from('伟强军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯志建国文德福贵昌荣发财生根山海云春庆祥瑞光亮成林有才民兴茂树水金宝长顺全学义正家和安宁')
const femaleSigns = Array.from('芳娜敏静丽艳娟霞秀英玲桂兰凤洁梅琳素云莲真环雪荣爱妹香月莺媛红玉萍燕彩春菊勤珍贞莉娥巧美翠珠凤菲寒伊')

/** Makes people whose name, birth and id agree; no name and no id twice. All of them are invented. */
export class PeopleMaker {
  readonly #random: Random
  readonly #names = new Set<string>()
  readonly #ids = new Set<string>()
  readonly #placeOf: (community: number) => number
  #account = 0

  constructor(random: Random, placeOf: (community: number) => number) {
    this.#random = random
    this.#placeOf = placeOf
  }

  make(wish: Wish): Person {
    const random = this.#random
    const sex = wish.sex ?? (random.chance(0.5) ? '男' : '女')
    const birth = typeof wish.born === 'string' ? wish.born : `${random.int(...wish.born)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`
    const community = this.#placeOf(wish.community)
    this.#account += 1
    return {
      name: this.#name(sex, wish.like?.name.slice(0, 1)),
      id: this.#id({ birth, sex, region: wish.region ?? '999101' }),
      sex,
      birth,
      community,
      address: `青禾镇${communityAt(community).official}${random.int(1, 9)}组${random.int(1, 120)}号`,
      phone: `190${String(random.int(0, 99_999_999)).padStart(8, '0')}`,
      account: `621999${String(1_000_000 + this.#account * 7919).padStart(13, '0')}`,
      died: null,
      cards: [],
      illness: '',
    }
  }

  #name(sex: '男' | '女', surname: string | undefined): string {
    const random = this.#random
    const signs = sex === '男' ? maleSigns : femaleSigns
    for (let turn = 0; ; turn += 1) {
      const given = random.chance(turn > 20 ? 0 : 0.25) ? random.pick(signs) : random.pick(signs) + random.pick(signs)
      const name = (surname ?? random.pick(surnames)) + given
      if (this.#names.has(name)) continue
      this.#names.add(name)
      return name
    }
  }

  #id({ birth, sex, region }: { birth: string; sex: '男' | '女'; region: string }): string {
    for (;;) {
      const order = this.#random.int(1, 98) * 10 + this.#random.int(0, 4) * 2 + (sex === '男' ? 1 : 0)
      const first = region + birth.replaceAll('-', '') + String(order).padStart(3, '0')
      const id = first + checkDigit(first)
      if (this.#ids.has(id)) continue
      this.#ids.add(id)
      return id
    }
  }
}

/** The account into which somebody's money goes in a month, and its holder. */
export function accountIn(person: Person, month: string): { account: string; holder: string } {
  const { paidInto } = person
  return paidInto !== undefined && month >= paidInto.from ? paidInto : { account: person.account, holder: person.name }
}

/** Sex and birth as a roster of a month writes them. */
export function asWritten(person: Person, month: string): { sex: string; birth: string } {
  const written = person.written !== undefined && month <= (person.written.until ?? month) ? person.written : {}
  return { sex: written.sex ?? person.sex, birth: written.birth ?? person.birth }
}

/** Gives a disability card: 20 digits, id, kind, level; issued before 2020 unless said otherwise, valid beyond the campaign. */
export function giveCard(person: Person, { kind, level, issued }: { kind: CardKind; level: number; issued?: string }): Card {
  const firstIssued = issued ?? '2012-06-15'
  const issuedOn = issued ?? '2019-03-20'
  const card: Card = {
    no: `${person.id}${['', '视力', '听力', '言语', '肢体', '智力', '精神'].indexOf(kind)}${level}`,
    kind,
    level,
    firstIssued,
    issuedOn,
    validTo: addDays(addMonthsToDate(issuedOn, 120), -1),
    status: '有效',
    statusOn: null,
  }
  person.cards.push(card)
  return card
}

/** The id with its last sign replaced by a wrong one. */
export function withWrongCheckDigit(id: string): string {
  const last = id.slice(-1)
  return id.slice(0, 17) + (last === 'X' ? '1' : String((Number(last) + 1) % 10))
}

/** What a spreadsheet keeps of an id that was typed as a number: 15 digits and three zeros. */
export function asLostNumber(id: string): number {
  return Number(`${id.slice(0, 15)}000`)
}

export function two(value: number): string {
  return String(value).padStart(2, '0')
}
