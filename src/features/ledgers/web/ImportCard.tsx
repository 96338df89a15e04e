import { useEffect } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Button } from '#src/ui/Button.tsx'
import { Field, SelectInput, TextInput } from '#src/ui/Field.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { call, useRead, type Authority, type Choices, type Reading, type SheetPreview } from './calls.ts'

interface CardProps {
  upload: { upload: string; file: string }
  choices: Choices
  isOpen: boolean
  onOpen: () => void
  onChoose: (choices: Choices) => void
  onRead: (reading: Reading) => void
}

/** One file: what it is taken for and why, which months and communities, and for a list of others who gave it. */
export function ImportCard({ upload, choices, isOpen, onOpen, onChoose, onRead }: CardProps) {
  const reading = useQuery({
    queryKey: ['reading', upload.upload, choices.ledger, choices.period, choices.covers, choices.mapping],
    queryFn: () => call('POST /api/uploads/{upload}/reading', { params: { upload: upload.upload }, body: withoutAuthority(choices) }),
    staleTime: Infinity,
    placeholderData: (last: Reading | undefined) => last,
  })
  const { data } = reading
  useEffect(() => {
    if (data) onRead(data)
    // The page only needs to hear of a new reading.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [data])
  const drop = useAct(() => call('DELETE /api/uploads/{upload}', { params: { upload: upload.upload } }).then(() => true))
  const tables = data?.sheets.filter((sheet) => sheet.state !== 'skipped') ?? []
  const skipped = data?.sheets.filter((sheet) => sheet.state === 'skipped') ?? []
  return (
    <section className={`import-card${isOpen ? ' is-open' : ''}`} aria-label={upload.file}>
      <button type="button" className="import-card-head" aria-expanded={isOpen} onClick={onOpen}>
        <Icon name="file" /> <b>{upload.file}</b>
      </button>
      {reading.error ? <ErrorState error={reading.error} /> : null}
      {!data && !reading.error ? <p className="small ink3">正在读…</p> : null}
      {tables.map((sheet) => (
        <div key={sheet.sheet}>
          <b>{sheet.ledgerTitle ?? '认不出是哪本台账'}</b>
          {sheet.period ? ` · ${sheet.period}` : ''} · {sheet.counts.seen} 行 ＝ {sheet.counts.accepted} ＋ {sheet.counts.problems} ＋ {sheet.counts.notData}
          <p className="small ink2">
            表“{sheet.sheet}”：{sheet.why}
          </p>
          {sheet.missingCommunities.length > 0 ? (
            <p className="small amber">
              <Icon name="question" /> 没有 {sheet.missingCommunities.join('、')} 的行：是确实没有，还是漏报了？
            </p>
          ) : null}
        </div>
      ))}
      {skipped.length > 0 ? <p className="small ink3">没有读：{skipped.map((sheet) => `${sheet.sheet}（${sheet.why}）`).join('；')}</p> : null}
      {data?.isHivFound ? <p className="small amber">有的类别已改为“按孤儿标准保障”，原文件不留底，只留它的校验值。</p> : null}
      {isOpen && data ? <CardForm tables={tables} choices={choices} onChoose={onChoose} /> : null}
      <Button size="row" kind="link" isBusy={drop.isBusy} onClick={() => void drop.run(undefined)}>
        不要这个文件
      </Button>
    </section>
  )
}

function withoutAuthority({ authority: _authority, ...rest }: Choices): Omit<Choices, 'authority'> {
  return rest
}

function CardForm({ tables, choices, onChoose }: { tables: readonly SheetPreview[]; choices: Choices; onChoose: (choices: Choices) => void }) {
  const ledgers = useRead('GET /api/ledgers', {})
  const [first] = tables
  if (!first) return null
  const isReference = first.owner === 'reference'
  const authority: Authority = choices.authority ?? { giver: '', basis: '', purpose: '', until: '' }
  const covers = choices.covers ?? first.covers
  return (
    <div className="import-form">
      <Field label="哪本台账" layout="left">
        {(ids) => (
          <SelectInput
            {...ids}
            placeholder="请选"
            value={choices.ledger ?? first.ledger ?? ''}
            options={(ledgers.data?.ledgers ?? []).map((ledger) => ({ value: ledger.ledger, title: ledger.title }))}
            onChange={(ledger) => onChoose({ ...choices, ledger })}
          />
        )}
      </Field>
      {first.owner === 'received' ? (
        <Field label="哪个月" layout="left">
          {(ids) => (
            <TextInput
              {...ids}
              type="month"
              value={choices.period ?? first.period ?? ''}
              onChange={(event) => onChoose({ ...choices, period: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <fieldset>
        <legend>管哪些月份（全镇）</legend>
        <TextInput
          aria-label="从哪个月"
          type="month"
          value={covers?.from ?? ''}
          onChange={(event) =>
            onChoose({ ...choices, covers: { from: event.target.value, to: covers?.to ?? event.target.value, divisions: covers?.divisions ?? null } })
          }
        />
        {' 至 '}
        <TextInput
          aria-label="到哪个月"
          type="month"
          value={covers?.to ?? ''}
          onChange={(event) =>
            onChoose({ ...choices, covers: { from: covers?.from ?? event.target.value, to: event.target.value, divisions: covers?.divisions ?? null } })
          }
        />
        <p className="small ink3">没有写的月份，不会因为名单里没有就下结论。</p>
      </fieldset>
      {isReference ? (
        <fieldset>
          <legend>这份名单是谁给的（四项都要）</legend>
          <Field label="谁给的" layout="left" isRequired>
            {(ids) => (
              <TextInput
                {...ids}
                value={authority.giver}
                onChange={(event) => onChoose({ ...choices, authority: { ...authority, giver: event.target.value } })}
              />
            )}
          </Field>
          <Field label="凭什么" layout="left" isRequired>
            {(ids) => (
              <TextInput
                {...ids}
                placeholder="提供函、共享协议的文号"
                value={authority.basis}
                onChange={(event) => onChoose({ ...choices, authority: { ...authority, basis: event.target.value } })}
              />
            )}
          </Field>
          <Field label="作什么用" layout="left" isRequired>
            {(ids) => (
              <TextInput
                {...ids}
                placeholder="只核对死亡后是否仍发放"
                value={authority.purpose}
                onChange={(event) => onChoose({ ...choices, authority: { ...authority, purpose: event.target.value } })}
              />
            )}
          </Field>
          <Field label="保留到" layout="left" isRequired>
            {(ids) => (
              <TextInput
                {...ids}
                type="date"
                value={authority.until}
                onChange={(event) => onChoose({ ...choices, authority: { ...authority, until: event.target.value } })}
              />
            )}
          </Field>
        </fieldset>
      ) : null}
    </div>
  )
}
