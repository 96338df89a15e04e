import { hasPlace, isOfMatters, type LedgerTable, placeKey } from './lake-input.ts'

/** Between batch and sheet in the `batch` of facts. */
export const sheetMark = '#'

/** The rows of a list that count: `ledger_<name>` over `raw_<name>`. */
export function activeRows(ledger: LedgerTable, options: { town: string | null; where: string }): string {
  const isPlaced = options.town === null && hasPlace(ledger)
  const columns = ledger.columns.map((each) => {
    // Row numbers count within a sheet, and one batch may hold several: facts carry both as one word.
    if (each.name === 'batch') return `r.batch || '${sheetMark}' || coalesce(r.sheet, '') as batch`
    if (each.name !== 'division') return `r.${each.name}`
    if (options.town !== null) return `coalesce(r.division, ${placeKey(ledger) === null ? '' : 'p.division, '}'${options.town}') as division`
    return isPlaced ? 'coalesce(r.division, n.code) as division' : 'r.division'
  })
  const from = [
    `from raw_${ledger.ledger} r left join batch_rank b on b.batch = r.batch`,
    isPlaced ? 'left join place_name n on n.written = r.community' : '',
    options.town !== null && placeKey(ledger) !== null ? `left join place p on p.person_key = r.${placeKey(ledger)}` : '',
  ].join(' ')
  if (ledger.shape === 'snapshot') {
    const division = options.town === null ? 'r.division' : `coalesce(r.division, '${options.town}')`
    return `select ${columns.join(', ')} ${from}
      ${options.where === '' ? 'where' : `${options.where} and`} not exists (
        select 1 from cover c where c.ledger = '${ledger.ledger}' and c.month = r.period and c.division = ${division} and c.seq > coalesce(b.seq, 0))`
  }
  const names = ledger.columns.map((each) => each.name).join(', ')
  const newest = (identity: readonly string[], where: string): string => `select ${names} from (
      select ${columns.join(', ')}, row_number() over (partition by ${identity.join(', ')} order by coalesce(b.seq, 0) desc, coalesce(b.own_seq, 0) desc, r.sheet desc, r.source_row desc) as copy_no
      ${from} ${where}) numbered
    where copy_no = 1`
  if (ledger.shape !== 'payments') return newest(registerIdentity(ledger), options.where)
  // Only rows that have a like can be one payment twice: all others are spared the sorting.
  const isTwin = `exists (select 1 from payment_twin t where ${alike('t', twinColumns)})`
  return `select ${columns.join(', ')} ${from} where not ${isTwin} union all ${newest(paymentIdentity(ledger), `where ${isTwin} and not (${isToldDated})`)}`
}

const twinColumns = ['person_key', 'program', 'for_month', 'amount']
const alike = (other: string, names: readonly string[]): string => names.map((name) => `${other}.${name} is not distinct from r.${name}`).join(' and ')
/** A row without its day is the payment that another file dates. */
const isToldDated = `r.paid_on is null and r.for_month is not null and exists (
    select 1 from raw_payments o where ${alike('o', [...twinColumns, 'name', 'kind', 'occurrence'])} and o.paid_on is not null and o.batch <> r.batch)`
/** `payment_twin`: what rows say that have a like. */
export const twinSelect = `select ${twinColumns.join(', ')} from raw_payments group by ${twinColumns.join(', ')} having count(*) > 1`

function paymentIdentity(ledger: LedgerTable): string[] {
  const has = new Set(ledger.columns.map((each) => each.name))
  const person = `coalesce(cast(r.person_key as string), r.citizen_id, r.name)`
  return [
    person,
    ...['program', 'for_month', 'period', 'paid_on', 'amount', 'kind', 'bank_batch', 'occurrence'].filter((name) => has.has(name)).map((name) => `r.${name}`),
  ]
}

function registerIdentity(ledger: LedgerTable): string[] {
  const has = new Set(ledger.columns.map((each) => each.name))
  // What lacks its id is never taken for a copy of another row; in a list of ours, that comes again, of nobody of another name.
  const itself = ledger.owner === 'reference' ? `r.batch || ':' || cast(r.source_row as string)` : 'r.name'
  const isWithoutId = isOfMatters(ledger) ? `r.${ledger.key[0]} is null` : has.has('citizen_id') ? 'r.citizen_id is null' : 'false'
  const alone = `case when ${isWithoutId} then ${itself} end`
  if (ledger.key.length === 0 || ledger.owner === 'kept') return [`r.batch`, `r.sheet`, `r.source_row`, ...(has.has('name') ? ['r.name'] : [])]
  return [...ledger.key.map((name) => (has.has(name) ? `r.${name}` : 'r.division')), alone]
}
