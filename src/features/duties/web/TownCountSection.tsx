import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { Field, SelectInput, TextInput } from '#src/ui/Field.tsx'
import { useHere } from '#src/ui/here.ts'
import { ErrorState, Shown } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, useRead } from './calls.ts'
import { DutyForm } from './DutyForm.tsx'

const offices = ['县疾控中心', '市疾控中心', '县民政局', '镇卫生院'] as const

/** One number for the whole town, never a name: what the plan asks of children infected with HIV. */
export function TownCountSection({ mayEnter }: { mayEnter: boolean }) {
  const answer = useRead('GET /api/town-counts', {})
  return (
    <section className="duty-section" aria-label="艾滋病病毒感染儿童保障">
      <Shown of={answer}>
        {({ counts }) => {
          const [newest, ...earlier] = counts
          return (
            <>
              <h2>
                艾滋病病毒感染儿童保障：
                {newest
                  ? `${newest.on} 与${newest.with}核对，掌握 ${newest.known} 人，已保障 ${newest.covered} 人，${newest.known === newest.covered ? '没有漏保' : `漏保 ${newest.known - newest.covered} 人`}`
                  : '还没有核对过'}
              </h2>
              <p className="small ink2">全镇只记一个数：不写姓名，不分社区；社区的自查一律答“不适用”。名单只在疾控和发放单位手里。</p>
              {earlier.length > 0 ? (
                <p className="small ink3">以前：{earlier.map((each) => `${each.on} 掌握 ${each.known}、保障 ${each.covered}`).join('；')}</p>
              ) : null}
            </>
          )
        }}
      </Shown>
      {mayEnter ? <CountForm /> : null}
    </section>
  )
}

function CountForm() {
  const { today } = useHere()
  const { value, change, clear } = useDraft('town-count', { on: today, known: '', covered: '', office: '县疾控中心' as (typeof offices)[number] })
  const save = useAct(() =>
    call('POST /api/town-counts', {
      body: {
        on: value.on,
        known: value.known === '' ? Number.NaN : Number(value.known),
        covered: value.covered === '' ? Number.NaN : Number(value.covered),
        office: value.office,
      },
    }).then(() => true),
  )
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: '这个数已记下；记错了再记一次，以最近一次为准' })
    clear()
  }
  return (
    <DutyForm label="记全镇的数" onSubmit={submit}>
      <div className="duty-grid">
        <Field label="核对日期" isRequired>
          {(ids) => <TextInput {...ids} type="date" value={value.on} onChange={(event) => change({ on: event.target.value })} />}
        </Field>
        <Field label="与谁核对" isRequired>
          {(ids) => (
            <SelectInput
              {...ids}
              options={offices.map((each) => ({ value: each, title: each }))}
              value={value.office}
              onChange={(office) => change({ office: office as (typeof offices)[number] })}
            />
          )}
        </Field>
        <Field label="掌握几人" isRequired>
          {(ids) => <TextInput {...ids} inputMode="numeric" value={value.known} onChange={(event) => change({ known: event.target.value })} />}
        </Field>
        <Field label="已保障几人" isRequired>
          {(ids) => <TextInput {...ids} inputMode="numeric" value={value.covered} onChange={(event) => change({ covered: event.target.value })} />}
        </Field>
      </div>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="lead" type="submit" isBusy={save.isBusy}>
        记下全镇这个数
      </Button>
    </DutyForm>
  )
}
