import type { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { readWorkbook } from '../../platform/files/read-workbook.ts'
import { perform, type Installation } from '../../platform/installation.ts'
import { findLedger, ledgerDefinitions } from './catalog.ts'
import type { api } from './contract.ts'
import { differenceToLast } from './difference.ts'
import { hintsOfChoices } from './manifest.ts'
import { listKnownDivisions, rememberedMappings, townHint } from './store.ts'
import type { LedgerDefinition } from './understand/ledger-definition.ts'
import type { Hints, SheetReading } from './understand/reading.ts'
import { understandWorkbook } from './understand/understand-workbook.ts'
import { getUpload } from './uploads.ts'

type Contract = typeof api
type ReadingBody = z.output<Contract['POST /api/uploads/{upload}/reading']['body']>
type ReadingOutput = z.input<Contract['POST /api/uploads/{upload}/reading']['output']>
const previewRemarks = 200

/** Reads a waiting file as it would be imported, with everything the clerk may correct before the button. */
export async function readUpload(
  installation: Installation,
  actor: Actor,
  { upload, choices }: { upload: string; choices: ReadingBody },
): Promise<ReadingOutput> {
  const { file, bytes, known, remembered } = await perform(installation, actor, async (work) => ({
    ...(await getUpload(work, installation.folder, upload)),
    known: await listKnownDivisions(work),
    remembered: await rememberedMappings(work),
  }))
  const hints: Hints = {
    knownDivisions: known.divisions,
    ...townHint(known.town),
    rememberedMapping: remembered,
    ...hintsOfChoices(choices),
    ...(choices.mapping ? { mapping: choices.mapping } : {}),
  }
  const readings = understandWorkbook(await readWorkbook(bytes, file), file, ledgerDefinitions(), hints)
  const sheets = []
  for (const reading of readings) sheets.push(await toPreview({ installation, actor, reading, known: known.divisions }))
  return { file, sheets, isHivFound: readings.some((reading) => reading.hivFound) }
}

interface Previewing {
  installation: Installation
  actor: Actor
  reading: SheetReading
  known: readonly { code: string; name: string }[]
}

async function toPreview({ installation, actor, reading, known }: Previewing): Promise<ReadingOutput['sheets'][number]> {
  const definition = reading.ledger === null ? undefined : findLedger(reading.ledger)
  const present = new Set(reading.communities.map((community) => community.division))
  const nameOf = new Map(known.map((each) => [each.code, each.name]))
  return {
    sheet: reading.sheet,
    state: reading.state,
    ledger: reading.ledger,
    ledgerTitle: reading.ledgerTitle,
    owner: definition?.owner ?? null,
    why: reading.why,
    period: reading.period,
    covers: reading.covers && { ...reading.covers, divisions: reading.covers.divisions.map((code) => nameOf.get(code) ?? code) },
    counts: reading.counts,
    columns: reading.columns.map(({ index, heading, canonical, how, fillRate, samples }) => ({
      index,
      heading,
      canonical,
      title: titleOf(definition, canonical),
      how,
      fillRate,
      samples,
    })),
    choicesOfColumns: definition ? definition.columns.map((column) => ({ canonical: column.name, title: column.headings[0] ?? column.name })) : [],
    communities: reading.communities.map(({ name, rows, division }) => ({
      name: (division && nameOf.get(division)) ?? name,
      rows,
      isKnown: division !== null,
    })),
    // No rows of one community is a question, not a zero.
    missingCommunities:
      definition?.owner === 'received' && reading.communities.length > 1 ? known.filter((each) => !present.has(each.code)).map((each) => each.name) : [],
    preview: reading.preview.map(({ row, class: kind, reason, cells }) => ({ row, class: kind, reason, cells })),
    problems: reading.problems.slice(0, previewRemarks),
    flags: reading.flags.slice(0, previewRemarks),
    totals: reading.totals.map(({ row, column, written, counted, agrees }) => ({ row, column, written, counted, agrees })),
    notes: reading.notes,
    difference: definition ? await differenceToLast(installation, actor, { definition, reading }) : null,
  }
}

function titleOf(definition: LedgerDefinition | undefined, canonical: string | null): string | null {
  if (canonical === null) return null
  return definition?.columns.find((column) => column.name === canonical)?.headings[0] ?? canonical
}
