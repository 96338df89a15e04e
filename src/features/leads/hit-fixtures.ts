import { checkDigit, personKey } from '../../domain/citizen-id.ts'
import type { Hit } from '../checks/index.ts'

/** A fictional id of region 999101 with a right check digit; `n` tells people apart. */
export function fictionalId(n: number): string {
  const first = `999101${String(1_940 + (n % 60))}0${1 + (n % 9)}1${n % 10}${String(n % 1_000).padStart(3, '0')}`
  return first + checkDigit(first)
}

/** A hit “paid after death” of person `n` in community `aaaa`; `over` replaces fields. */
export function hitOf(n: number, over: Partial<Hit> = {}): Hit {
  const citizenId = fictionalId(n)
  return {
    check: 'paid-after-death',
    ck: ['CK01'],
    isChildMatter: false,
    topic: 'deaths-dibao',
    severity: 'money',
    subjectKind: 'person',
    personKey: personKey(citizenId),
    householdKey: null,
    rowKey: null,
    name: `周桂${n}`,
    citizenId,
    division: 'aaaa',
    program: 'dibao',
    months: ['2026-04', '2026-05'],
    identity: { year: '2026' },
    concerned: 136_200,
    overpaid: 136_200,
    underpaid: null,
    sentence: `周桂${n}于2026-03-18死亡，2026-04至2026-05仍向其账户发放低保金2笔`,
    evidence: [
      {
        role: 'roster',
        ledger: 'payments',
        batch: 'b1',
        sheet: '青柳',
        row: 200 + n,
        cells: { name: `周桂${n}`, citizen_id: citizenId, person_key: personKey(citizenId).toString(), amount: '68100', account: '6228480402564890018' },
      },
      {
        role: 'list',
        ledger: 'death_certificates',
        batch: 'b2',
        sheet: 'Sheet1',
        row: 30 + n,
        cells: { name: `周桂${n}`, citizen_id: citizenId, died_on: '2026-03-18' },
      },
    ],
    basis: [{ law: '社会救助法', article: '第四十七条', from: '2026-07', to: null, rule: '可以根据情况变化作出相应调整、终止社会救助决定' }],
    unverified: false,
    match: null,
    steps: [
      { month: '2026-04', fen: 68_100, kind: 'overpaid' },
      { month: '2026-05', fen: 68_100, kind: 'overpaid' },
    ],
    ...over,
  }
}
