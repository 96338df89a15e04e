import { attachTo } from '../../../platform/attachments.ts'
import { record, type Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { birthDateOf } from '../../../domain/citizen-id.ts'
import { ageOn } from '../../../domain/plain-date.ts'
import type { UnfitReason } from '../codes.ts'
import { reportDanger } from '../mandatory-reports.ts'
import { refuseHiv } from '../never-stored.ts'
import { findPerson } from './find-person.ts'

interface Asked {
  person: string
  on: string
  lives: 'with_carer' | 'with_others' | 'at_school' | 'alone'
  fitness: 'fit' | 'unclear' | 'unfit'
  unfitFor: readonly UnfitReason[]
  parentsContactOn: string | null
  note: string
  arrangement: string
  attachments: readonly string[]
}

/**
 * Writes what was asked about somebody's care. A child below sixteen who lives alone, or whose carer is unfit, is acted
 * on at once: the arrangement for tonight must be written (民法典第三十四条), and the report stands red until its receipt.
 */
export async function askCarer(work: Work, asked: Asked): Promise<{ report: string | null }> {
  const { tx, actor, clock } = work
  refuseHiv(asked.note, asked.arrangement)
  const person = await findPerson(work, asked.person)
  if (asked.on > clock.today()) throw new Problem('bad_input', '日期在今天之后。')
  if (asked.parentsContactOn !== null && asked.parentsContactOn > asked.on) throw new Problem('bad_input', '父母联系的日期在询问之后。')
  if (asked.fitness === 'unfit' && asked.unfitFor.length === 0) throw new Problem('bad_input', '不适宜照护的，请选是哪一种。')
  const isChild = ageOn(birthDateOf(person.citizen_id) ?? asked.on, asked.on) < 16
  const isDanger = isChild && (asked.lives === 'alone' || asked.fitness === 'unfit')
  if (isDanger && asked.arrangement.trim() === '') throw new Problem('bad_input', '孩子今晚由谁照看、在哪里，请先安排好再写下来（民法典第三十四条）。')
  const report = isDanger
    ? await reportDanger(work, {
        name: person.name,
        personKind: 'minor',
        what: asked.lives === 'alone' ? `未满十六周岁单独生活：${asked.note}` : `照护人不适宜照护：${asked.note}`,
        recipient: '',
        arrangement: asked.arrangement,
        division: person.division,
      })
    : null
  const row = await tx
    .insertInto('carer_ask')
    .values({
      division: person.division,
      person_id: person.person_id,
      on_date: asked.on,
      lives: asked.lives,
      fitness: asked.fitness,
      unfit_for: [...asked.unfitFor],
      parents_contact_on: asked.parentsContactOn,
      note: asked.note,
      arrangement: asked.arrangement || null,
      mandatory_report_id: report,
      created_by: actor.name,
      created_at: clock.now(),
    })
    .returning('carer_ask_id')
    .executeTakeFirstOrThrow()
  await attachTo(work, asked.attachments, { kind: 'carer_ask', id: row.carer_ask_id, division: person.division })
  await record(work, {
    action: 'carer.asked',
    objectKind: 'carer_ask',
    objectId: row.carer_ask_id,
    division: person.division,
    personId: person.person_id,
    after: { on: asked.on, lives: asked.lives, fitness: asked.fitness, unfitFor: asked.unfitFor, parentsContactOn: asked.parentsContactOn, report },
  })
  return { report }
}
