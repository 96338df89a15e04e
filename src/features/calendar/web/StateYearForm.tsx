import { faultOfYear, readHolidayNotice } from '#src/domain/holiday-notice.ts'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextArea, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, sayMoved, type Year } from './calls.ts'
import { HolidayList } from './HolidayList.tsx'
import { arrangementOf, marksOf, pressDay, type Marks } from './year-marks.ts'
import { YearGrid } from './YearGrid.tsx'

interface Draft {
  text: string
  marks: Marks
  name: string
  title: string
  number: string
  dated: string
}

/** States a year by its paper: the notice's lines pasted, or day by day on the calendar itself. */
export function StateYearForm({ year, today, onDone }: { year: Year; today: string; onDone: () => void }) {
  const draft = useDraft<Draft>(`calendar:${year.year}`, {
    text: '',
    marks: year.arrangement ? marksOf(year.arrangement) : {},
    name: '',
    title: `国务院办公厅关于${year.year}年部分节假日安排的通知`,
    number: '',
    dated: '',
  })
  const { text, marks, name, title, number, dated } = draft.value
  const reading = text.trim() === '' ? null : readHolidayNotice(text, year.year)
  const arrangement = arrangementOf(marks)
  const fault = faultOfYear(arrangement, year.year)
  const before = year.statements.find(({ holds }) => holds)?.no ?? null
  const act = useAct(async () => {
    const { moved } = await call('POST /api/calendar/{year}', { params: { year: year.year }, body: { ...arrangement, title, number, dated } })
    draft.clear()
    announce({
      text: `${year.year} 年的安排写明了，${sayMoved(moved)}`,
      undo: () => call('POST /api/calendar/{year}/return', { params: { year: year.year }, body: { to: before, reason: '刚写明就撤回' } }),
    })
    onDone()
  })
  const lacks = [title.trim().length < 4 ? '文件名' : '', number.trim().length < 4 ? '文号' : '', dated === '' ? '成文日期' : ''].filter(Boolean)
  return (
    <Form className="calendar-form" aria-label={`写明 ${year.year} 年的安排`} onSubmit={() => act.run(undefined)}>
      <div className="calendar-sides">
        <div>
          <Field label="粘贴通知里的各行" hint="“一、元旦：1月1日（周五）至3日（周日）放假，共3天。”读出来的放进日历，可以再逐日改">
            {(ids) => (
              <TextArea
                {...ids}
                value={text}
                maxLength={5_000}
                onChange={(event) => {
                  const next = event.target.value
                  const read = readHolidayNotice(next, year.year)
                  draft.change({ text: next, ...(read.holidays.length > 0 ? { marks: marksOf(read) } : {}) })
                }}
              />
            )}
          </Field>
          {reading && reading.faults.length > 0 ? (
            <ul className="small am" aria-live="polite">
              {reading.faults.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          ) : null}
          <Field label="文件名" isRequired>
            {(ids) => <TextInput {...ids} value={title} maxLength={100} onChange={(event) => draft.change({ title: event.target.value })} />}
          </Field>
          <div className="calendar-paper">
            <Field label="文号" isRequired>
              {(ids) => (
                <TextInput
                  {...ids}
                  value={number}
                  maxLength={60}
                  placeholder={`国办发明电〔${Number(year.year) - 1}〕`}
                  onChange={(event) => draft.change({ number: event.target.value })}
                />
              )}
            </Field>
            <Field label="成文日期" isRequired>
              {(ids) => <TextInput {...ids} type="date" value={dated} max={today} onChange={(event) => draft.change({ dated: event.target.value })} />}
            </Field>
          </div>
          <h3>
            放假 {arrangement.holidays.length} 次，调休上班 {arrangement.makeup.length} 天
          </h3>
          <HolidayList year={year.year} arrangement={arrangement} />
          {fault ? <p className="am">{fault}</p> : null}
        </div>
        <div>
          <Field label="逐日改：新点的放假叫什么" hint="点工作日是放假，再点改回；点周末先是调休上班，再点是放假。紧挨着一个节日的算进那个节日">
            {(ids) => <TextInput {...ids} value={name} maxLength={20} placeholder="放假" onChange={(event) => draft.change({ name: event.target.value })} />}
          </Field>
          <YearGrid
            year={year.year}
            marks={marks}
            today={today}
            onPress={(day) => draft.change({ marks: pressDay(marks, day, name.trim() === '' ? '放假' : name.trim()) })}
          />
        </div>
      </div>
      {act.error ? <ErrorState error={act.error} /> : null}
      <div className="calendar-buttons">
        <Button type="submit" kind="primary" isBusy={act.isBusy} disabled={lacks.length > 0 || fault !== null}>
          按这份文件写明 {year.year} 年，没到期的重算
        </Button>
        <Button
          onClick={() => {
            draft.clear()
            onDone()
          }}
        >
          先不写
        </Button>
        {lacks.length > 0 ? <span className="small ink2">还差 {lacks.join('、')}</span> : null}
      </div>
    </Form>
  )
}
