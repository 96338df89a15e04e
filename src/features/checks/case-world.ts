import { addMonths } from '../../domain/months.ts'
import type { EngineColumn, EngineValue } from '../../platform/engine/engine.ts'
import type { CheckCase } from './check-definition.ts'
import { type Hit, idOf } from './hits.ts'
import type { RuleSpan } from './rules.ts'

/**
 * One case inside a world, where all cases of a check stand side by side: other people in other communities, so that
 * each must find exactly what it finds alone.
 */
export interface Scene {
  name: string
  played: CheckCase
  spans: readonly RuleSpan[]
  expected: CheckCase['hits']
}

/** Keys of people move above the eight digits of the birth date and the three that tell the sex. */
const keyStep = 100_000_000_000n
const textKeys = new Set(['batch', 'household_key', 'card_no', 'application_no', 'account', 'number', 'agreement_no', 'point'])

/** Communities of a world: each scene has two. */
export function communitiesOf(scenes: number): { code: string; name: string }[] {
  return Array.from({ length: scenes * 2 }, (_, at) => ({ code: codeOf(at), name: at % 2 === 0 ? '甲社区' : '乙社区' }))
}

function codeOf(at: number): string {
  return `aa${String.fromCharCode(97 + Math.floor(at / 26))}${String.fromCharCode(97 + (at % 26))}`
}

/** What speaks of the whole town does not fit beside others: such a case is played alone. */
export function fitsIntoWorld(played: CheckCase): boolean {
  return (
    !played.alone &&
    !('division' in played.given) &&
    !('month' in played.given) &&
    Object.values(played.given).every((rows) => rows.every((row) => row['division'] !== 'aa'))
  )
}

/**
 * The case itself and, where it has hits and the check a rule, the same rows under a rule that is not theirs: of another
 * community, of other months, of another program. Nothing may be found then.
 */
export function scenesOf(own: Scene, hits: readonly Hit[]): Scene[] {
  const { played, spans } = own
  if (hits.length === 0 || spans.length === 0) return [own]
  const months = hits.flatMap((hit) => hit.months).sort()
  const programs = new Set(spans.map((span) => span.program))
  const variants: [string, RuleSpan[]][] = [['a rule of another community', []]]
  if (months.length > 0) {
    const [before, after] = [addMonths(months[0]!, -1), addMonths(months.at(-1)!, 1)]
    const cut = spans.flatMap((span) => [
      { ...span, to: span.to < before ? span.to : before },
      { ...span, from: span.from > after ? span.from : after },
    ])
    variants.push(['a rule of other months', cut.filter((span) => span.from <= span.to)])
  }
  const found = new Set(hits.map((hit) => hit.program))
  const others = [...programs].filter((program) => !found.has(program))
  const strange = others.length > 0 ? spans.filter((span) => others.includes(span.program)) : spans.map((span) => ({ ...span, program: 'pension' }))
  variants.push(['a rule of another program', [...strange]])
  return [own, ...variants.map(([name, of]) => ({ name: `${played.name} — under ${name}`, played, spans: of, expected: [] }))]
}

/** A scene's place in its world: cells go in, hits come back in the words of the case. */
export class ScenePlace {
  private readonly codes: readonly [string, string]
  private readonly step: bigint
  private readonly mark: string

  constructor(at: number) {
    this.codes = [codeOf(at * 2), codeOf(at * 2 + 1)]
    this.step = BigInt(at) * keyStep
    this.mark = `~${at}`
  }

  row(columns: readonly EngineColumn[], cells: readonly EngineValue[]): EngineValue[] {
    return columns.map(({ name }, at) => {
      const value = cells[at] ?? null
      if (value === null) return null
      if (typeof value === 'bigint' && name.endsWith('_key')) return value + this.step
      if (typeof value !== 'string') return value
      if (name === 'division') return this.division(value)
      return textKeys.has(name) ? value + this.mark : value
    })
  }

  private division(code: string): string {
    return code.startsWith('aaaa') ? this.codes[0] + code.slice(4) : code.startsWith('aaab') ? this.codes[1] + code.slice(4) : code
  }

  /** A rule of the town is one of the two communities that have none of their own. */
  spans(spans: readonly RuleSpan[]): RuleSpan[] {
    const own = new Set(spans.map((span) => span.division))
    return spans.flatMap((span) =>
      span.division === null
        ? ['aaaa', 'aaab'].filter((code) => !own.has(code)).map((code) => ({ ...span, division: this.division(code) }))
        : [{ ...span, division: this.division(span.division) }],
    )
  }

  owns(hit: Hit): boolean {
    return (
      this.codes.some((code) => hit.division.startsWith(code)) ||
      (hit.division === 'aa' && hit.personKey !== null && hit.personKey / keyStep === this.step / keyStep)
    )
  }

  back(hit: Hit): Hit {
    return {
      ...hit,
      personKey: hit.personKey === null ? null : hit.personKey - this.step,
      citizenId: hit.personKey !== null && hit.citizenId === idOf(hit.personKey) ? idOf(hit.personKey - this.step) : hit.citizenId,
      householdKey: hit.householdKey === null ? null : this.text(hit.householdKey),
      rowKey: hit.rowKey === null ? null : this.text(hit.rowKey),
      division: this.text(hit.division),
      sentence: this.text(hit.sentence),
      evidence: hit.evidence.map((each) => ({ ...each, batch: this.text(each.batch) })),
      identity: Object.fromEntries(Object.entries(hit.identity).map(([name, value]) => [name, this.text(value)])),
    }
  }

  private text(value: string): string {
    if (/^\d{12,17}$/.test(value) && this.step > 0n) return String(BigInt(value) - this.step)
    const bare = value.replaceAll(new RegExp(`${this.mark}(?!\\d)`, 'g'), '')
    return bare.replaceAll(/(?<![a-z])aa[a-z]{2}(?=$|[^a-z]|[a-z]{2}(?![a-z]))/g, (code) =>
      code === this.codes[0] ? 'aaaa' : code === this.codes[1] ? 'aaab' : code,
    )
  }
}
