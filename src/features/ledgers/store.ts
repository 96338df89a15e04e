import type { Work } from '../../platform/events.ts'
import { townDivision, unnamedTown } from '../../platform/installation.ts'
import type { Hints, SheetReading } from './understand/reading.ts'
import { readDivisionName } from '../../domain/division-names.ts'

export interface KnownDivisions {
  town: string
  divisions: { code: string; name: string; aliases: string[] }[]
  /** The part of a name that tells communities apart: 青柳 for 青柳社区居委会. */
  stemOf: (name: string) => string
}

export async function listKnownDivisions({ tx }: Work): Promise<KnownDivisions> {
  const rows = await tx.selectFrom('division').select(['code', 'name', 'aliases']).orderBy('code').execute()
  const town = rows.find((row) => row.code === townDivision)?.name ?? ''
  return { town, divisions: rows.filter((row) => row.code !== townDivision), stemOf: (name) => readDivisionName(name)?.stem ?? name }
}

/** A town's name tells other towns apart; one that nobody named yet tells nothing. */
export function townHint(town: string): Pick<Hints, 'townName'> {
  return town === '' || town === unnamedTown ? {} : { townName: town }
}

export async function rememberedMappings({ tx }: Work): Promise<NonNullable<Hints['rememberedMapping']>> {
  const rows = await tx.selectFrom('remembered_mapping').selectAll().execute()
  return Object.fromEntries(rows.map((row) => [row.signature, { ledger: row.ledger, mapping: row.mapping as Record<string, string | null> }]))
}

/** What a clerk chose for a set of headings is known the next time it comes. */
export async function rememberMapping(
  { tx, clock }: Work,
  { signature, ledger, columns }: Pick<SheetReading, 'signature' | 'ledger' | 'columns'>,
): Promise<void> {
  if (ledger === null || signature === '') return
  const chosen = { ledger, mapping: JSON.stringify(Object.fromEntries(columns.map((column) => [column.heading, column.canonical]))), updated_at: clock.now() }
  await tx
    .insertInto('remembered_mapping')
    .values({ signature, ...chosen })
    .onConflict((conflict) => conflict.column('signature').doUpdateSet(chosen))
    .execute()
}
