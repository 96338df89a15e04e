import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import type { OutputOf } from '#src/ui/call.ts'
import { Field, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { useHere } from '#src/ui/here.ts'
import { announce } from '#src/ui/notices.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { Chip } from '#src/ui/values.tsx'
import type { api } from '../contract.ts'
import { call, useRead } from './calls.ts'

type Line = OutputOf<(typeof api)['GET /api/examination/thresholds']>['lines'][number]

/** The lines of the nightly look: each with the paper that states it, or marked as a usual value of the program. */
export function Thresholds({ mayState }: { mayState: boolean }) {
  const { data } = useRead('GET /api/examination/thresholds', {})
  const [opened, setOpened] = useState<string | null>(null)
  if (!data) return null
  return (
    <details className="thresholds">
      <summary>按什么线提示（{data.lines.filter((line) => line.stated === null).length} 条还是默认值）</summary>
      <ul className="plain-list">
        {data.lines.map((line) => (
          <li key={line.name}>
            {line.title} <b>{sayValue(line)}</b>{' '}
            {line.stated ? (
              <span className="small ink2">
                {line.stated.from} 起，{line.stated.paper}（{line.stated.by}写明）
              </span>
            ) : (
              <Chip>默认，镇里没有写明</Chip>
            )}{' '}
            {mayState ? (
              <Button kind="link" size="row" onClick={() => setOpened(opened === line.name ? null : line.name)}>
                改…
              </Button>
            ) : null}
            {opened === line.name ? <StateForm line={line} onDone={() => setOpened(null)} /> : null}
          </li>
        ))}
      </ul>
      {data.history.length > 0 ? (
        <p className="small ink2">
          写明过：
          {data.history.map((each) => `${each.from} 起 ${each.title} ${sayValue(each)}（${each.paper}，${each.by}）`).join('；')}
        </p>
      ) : null}
    </details>
  )
}

const sayValue = ({ value, unit }: { value: number; unit: string }): string => (unit === '分之一' ? `${value} 分之一` : `${value} ${unit}`)

function StateForm({ line, onDone }: { line: Line; onDone: () => void }) {
  const { today } = useHere()
  const [value, setValue] = useState(String(line.value))
  const [from, setFrom] = useState(today)
  const [paper, setPaper] = useState('')
  const act = useAct(async () => {
    await call('PUT /api/examination/thresholds', { body: { name: line.name, value: Number(value), from, paper } })
    announce({ text: `${from} 起按 ${sayValue({ ...line, value: Number(value) })}；要改回来，再写明一次` })
    onDone()
  })
  return (
    <Form className="supervision-form" onSubmit={() => act.run(undefined)}>
      <div className="supervision-fields">
        <Field label={line.unit === '分之一' ? '几分之一' : line.unit} hint={`默认 ${sayValue({ ...line, value: line.usual })}`}>
          {(ids) => <TextInput {...ids} inputMode="numeric" value={value} onChange={(event) => setValue(event.target.value.replace(/\D/g, ''))} />}
        </Field>
        <Field label="从哪天起">{(ids) => <TextInput {...ids} type="date" value={from} min={today} onChange={(event) => setFrom(event.target.value)} />}</Field>
        <Field label="凭哪份文件" isRequired>
          {(ids) => <TextInput {...ids} value={paper} maxLength={200} placeholder="文件名和文号" onChange={(event) => setPaper(event.target.value)} />}
        </Field>
      </div>
      {act.error ? <ErrorState error={act.error} /> : null}
      <div className="supervision-buttons">
        <Button type="submit" kind="lead" isBusy={act.isBusy} disabled={value === '' || paper.trim().length < 2}>
          {from} 起按这条线提示
        </Button>
        <Button onClick={onDone}>先不改</Button>
      </div>
    </Form>
  )
}
