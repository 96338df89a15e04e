import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { sayDue } from '#src/ui/DueDate.tsx'
import { Field, SelectInput, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { Segmented } from '#src/ui/Segmented.tsx'
import { Shown } from '#src/ui/States.tsx'
import { useQuery } from '@tanstack/react-query'
import { callLeads, type Choices } from './leads-api.ts'

const ways = [
  { value: 'community', title: '按社区' },
  { value: 'grid', title: '按网格' },
  { value: 'load', title: '按工作量' },
  { value: 'one', title: '给一个人' },
] as const
type Way = (typeof ways)[number]['value']

const notes: Record<Way, string> = {
  community: '各给本社区的专干；孩子的事给儿童主任。',
  grid: '有网格员的给网格员，没有的给社区专干。',
  load: '同一社区里，手上少的多分；已在别人手上的也重新分。',
  one: '只给选定的人，不在其辖区的留下。',
}

interface HandOutFormProps {
  leads: readonly string[]
  choices: Choices | undefined
  /** Posts whose range holds all of them. */
  common: Choices['posts']
  onHandOut: (handing: { to: string; words: string; days: number }) => void
}

/** Who gets how many, seen before it is done. */
export function HandOutForm({ leads, choices, common, onHandOut }: HandOutFormProps) {
  const [way, setWay] = useState<Way>('community')
  const [chosen, setChosen] = useState('')
  const [days, setDays] = useState('10')
  const post = common.find((each) => each.post === chosen) ?? common[0]
  const to = way === 'one' ? post?.post : way
  const wanted = Math.min(60, Math.max(1, Math.trunc(Number(days)) || 10))
  const preview = useQuery({
    queryKey: ['POST /api/leads/assignments/preview', to, wanted, leads],
    queryFn: () => callLeads('POST /api/leads/assignments/preview', { body: { leads: [...leads], to: to ?? 'community', days: wanted } }),
    enabled: to !== undefined,
    placeholderData: (last) => last,
  })
  const words = way === 'one' ? (post?.name ?? '') : way === 'community' ? '各社区专干' : way === 'grid' ? '网格员和专干' : '手上少的人'
  return (
    <Form className="filter-form hand-out" aria-label="分派" onSubmit={() => to !== undefined && onHandOut({ to, words, days: wanted })}>
      <Segmented label="怎么分" choices={ways.filter((each) => each.value !== 'one' || common.length > 0)} value={way} onChange={setWay} />
      <p className="small ink3">{notes[way]}</p>
      {way === 'one' ? (
        <SelectInput
          aria-label="给谁"
          value={post?.post ?? ''}
          options={common.map((each) => ({ value: each.post, title: `${each.name}（手上 ${each.open} 条）` }))}
          onChange={setChosen}
        />
      ) : null}
      <Field label="期限（工作日）" layout="left">
        {(ids) => <TextInput {...ids} inputMode="numeric" value={days} onChange={(event) => setDays(event.target.value.replace(/\D/g, '').slice(0, 2))} />}
      </Field>
      <Shown of={preview} what="正在算谁得几条">
        {(plan) => (
          <>
            <table className="hand-out-plan" aria-label="谁得几条">
              <tbody>
                {plan.posts.map((each) => (
                  <tr key={each.post}>
                    <th scope="row">
                      {each.name} <span className="small ink3">{each.community}</span>
                    </th>
                    <td>{each.gets} 条</td>
                    <td className="small ink2">手上 {each.open} 条</td>
                  </tr>
                ))}
                {plan.skipped.map((each) => (
                  <tr key={each.why}>
                    <th scope="row" className="ink2">
                      不分
                    </th>
                    <td>{each.count} 条</td>
                    <td className="small ink2">{each.why}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Button type="submit" kind="primary" disabled={plan.assigned === 0} title={sayDue(plan.dueSteps, plan.dueOn)}>
              分派 {plan.assigned} 条，{plan.dueOn.slice(5)} 到期
            </Button>
          </>
        )}
      </Shown>
      {choices && choices.posts.some((each) => each.overdue > 0) ? (
        <p className="small ink3">
          手上有逾期的：
          {choices.posts
            .filter((each) => each.overdue > 0)
            .map((each) => `${each.name} ${each.overdue} 条`)
            .join('、')}
        </p>
      ) : null}
    </Form>
  )
}
