import { useLocation } from 'wouter'
import { Button } from '#src/ui/Button.tsx'
import { Field, SelectInput, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, percent, useRead } from './calls.ts'

const kinds = [
  { value: 'community', title: '社区' },
  { value: 'program', title: '救助项目' },
  { value: 'danger', title: '轻重（人身安全、应享未享、资金、程序、信息）' },
]
const sures = [
  { value: '0.9', title: '90%' },
  { value: '0.95', title: '95%' },
  { value: '0.99', title: '99%' },
]
const margins = [3, 5, 8, 10, 15, 20].map((each) => ({ value: String(each / 100), title: `正负 ${each} 个百分点` }))
const guesses = [
  { value: '0.5', title: '不知道，按最稳妥的算' },
  { value: '0.3', title: '三成左右' },
  { value: '0.2', title: '两成左右' },
  { value: '0.1', title: '一成左右' },
]

/** Strata, how sure, how exact: the page says how many must be drawn of each stratum; fewer may be drawn and then says less. */
export function StrataForm({ campaign }: { campaign: string | undefined }) {
  const [, navigate] = useLocation()
  const { value, change, clear } = useDraft('supervision:strata', {
    by: 'community',
    confidence: '0.95',
    margin: '0.1',
    expected: '0.5',
    size: '',
    seed: '',
    team: '',
  })
  const count = Number(value.size)
  const isCount = value.size.trim() !== '' && Number.isInteger(count) && count >= 1
  const wish = {
    by: value.by as 'community' | 'program' | 'danger',
    confidence: Number(value.confidence) as 0.9 | 0.95 | 0.99,
    margin: Number(value.margin),
    expected: Number(value.expected),
    ...(isCount ? { size: count } : {}),
    campaign,
  }
  const plan = useRead('GET /api/strata-samples/preview', { query: wish }, { keepsLast: true }).data
  const draw = useAct(() =>
    call('POST /api/strata-samples', { body: { ...wish, team: value.team, ...(value.seed.trim() === '' ? {} : { seed: value.seed.trim() }) } }),
  )
  const run = async (): Promise<void> => {
    const answer = await draw.run(undefined)
    if (!answer) return
    clear()
    navigate(`/supervision/${answer.inspection}`)
  }
  const chosen = (label: string, key: 'by' | 'confidence' | 'margin' | 'expected', options: readonly { value: string; title: string }[]) => (
    <Field label={label}>{(ids) => <SelectInput {...ids} value={value[key]} options={options} onChange={(next) => change({ [key]: next })} />}</Field>
  )
  return (
    <Form className="supervision-form" aria-label="分层抽" onSubmit={run}>
      <div className="supervision-fields">
        {chosen('按什么分层', 'by', kinds)}
        {chosen('要有几成把握', 'confidence', sures)}
        {chosen('估得多准', 'margin', margins)}
        {chosen('大约有几成不实', 'expected', guesses)}
        <Field label="改抽几件" hint="空着就抽算出来的件数">
          {(ids) => <TextInput {...ids} inputMode="numeric" value={value.size} onChange={(event) => change({ size: event.target.value })} />}
        </Field>
        <Field label="种子" hint="空着就用日期加当天第几次">
          {(ids) => (
            <TextInput {...ids} value={value.seed} maxLength={80} placeholder={plan?.seed ?? ''} onChange={(event) => change({ seed: event.target.value })} />
          )}
        </Field>
        <Field label="督查组成员">
          {(ids) => <TextInput {...ids} value={value.team} maxLength={200} onChange={(event) => change({ team: event.target.value })} />}
        </Field>
      </div>
      {plan && plan.population > 0 ? (
        <>
          <p className="ink2">
            已销号 {plan.population} 件，要这样准得抽 {plan.needed} 件；抽 {plan.size} 件，误差约正负 {percent(plan.margin)}。各层按件数的比例分，每层至少一件：
            {plan.strata.map((each) => `${each.title} ${each.population} 件抽 ${each.size} 件`).join('，')}。
          </p>
          <p className="small ink3">
            件数：n₀ ＝ z²p(1−p)÷e²，再按总数有限修正 n₀÷(1＋(n₀−1)÷N)（Cochran《抽样技术》第 4.4
            节）；看完以后的出错率按各层件数加权，一件不实都没有或件数少时用超几何分布精确算，其余用威尔逊区间。
          </p>
        </>
      ) : plan ? (
        <p className="ink2">还没有已销号的问题，没有可抽的。</p>
      ) : null}
      <div className="supervision-buttons">
        <Button type="submit" kind="primary" isBusy={draw.isBusy} disabled={!plan || plan.population === 0}>
          分 {plan?.strata.length ?? 0} 层抽 {plan?.size ?? 0} 件
        </Button>
      </div>
      {draw.error ? <ErrorState error={draw.error} /> : null}
    </Form>
  )
}
