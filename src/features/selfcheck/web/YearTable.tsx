import { useEffect, useRef, useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { Form } from '#src/ui/Form.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, yearId, type Item, type Year } from './calls.ts'
import './year-table.css'

const ways = ['翻台账', '翻档案', '入户', '问本人', '查系统', '数据']

/** For each year of the look-back how many were looked at, of how many, and by what. A click opens all years for writing at once. */
export function YearTable({ item, mayAnswer }: { item: Item; mayAnswer: boolean }) {
  const [open, setOpen] = useState<number | undefined>(undefined)
  return (
    <div className="year-table">
      <div className="year-labels small ink2">
        <span>每年看了多少</span>
        <span>看了 / 应看</span>
        <span>怎么看的</span>
      </div>
      {open !== undefined && mayAnswer ? (
        <YearForm item={item} start={open} onDone={() => setOpen(undefined)} />
      ) : (
        <ol className="year-columns">
          {item.years.map((year) => (
            <li key={year.year} id={yearId(item.cell, year.year)} className={year.looked === null ? 'is-missing' : undefined}>
              <span className="ink2">{year.year}</span>
              {mayAnswer ? (
                <button type="button" className="link-btn" onClick={() => setOpen(year.year)}>
                  <span className="unseen">改 {year.year} 年看了多少：</span>
                  <Counts year={year} />
                </button>
              ) : (
                <span>
                  <Counts year={year} />
                </span>
              )}
              <span className="ink2" title={year.how}>
                {year.looked === null ? '—' : year.isFromData && year.dataTo ? `到 ${year.dataTo.slice(5)} 月` : year.how}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function Counts({ year }: { year: Year }) {
  if (year.looked === null)
    return (
      <span className="am nowrap">
        <Icon name="ring-dashed" size={12} /> 填{year.should === null ? '' : ` / ${year.should}`}
      </span>
    )
  return (
    <span className="nowrap">
      <b className="year-looked">{year.looked}</b> / {year.should ?? '—'}
    </span>
  )
}

interface YearWords {
  should: string
  looked: string
  how: string
}

const wordsOf = (year: Year): YearWords => ({ should: String(year.should ?? ''), looked: year.looked === null ? '' : String(year.looked), how: year.how })

/** All years in one row of fields; what was really changed is saved, empty ones stay open. */
function YearForm({ item, start, onDone }: { item: Item; start: number; onDone: () => void }) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>(`#${yearId(item.cell, start)} input`)?.focus(), [item.cell, start])
  const draft = useDraft<{ years: Record<string, YearWords> }>(`selfcheck:${item.cell}:years`, { years: {} })
  const wordsAt = (year: Year): YearWords => draft.value.years[year.year] ?? wordsOf(year)
  const set = (year: Year, part: Partial<YearWords>): void => draft.change({ years: { ...draft.value.years, [year.year]: { ...wordsAt(year), ...part } } })
  const written = item.years.filter((year) => {
    const [now, was] = [wordsAt(year), wordsOf(year)]
    return now.looked !== '' && (now.looked !== was.looked || now.should !== was.should || now.how !== was.how)
  })
  // The way of looking is mostly the same in neighbouring years: an empty one takes the last written before it.
  const howOf = (year: Year): string => {
    const before = item.years.filter((each) => each.year <= year.year).map((each) => wordsAt(each).how.trim())
    return before.filter((how) => how !== '').at(-1) ?? ''
  }
  const isComplete = written.length > 0 && written.every((year) => howOf(year) !== '')
  const save = useAct(() =>
    call('PUT /api/cells/{cell}/years', {
      params: { cell: item.cell },
      body: {
        years: written.map((year) => {
          const { should, looked } = wordsAt(year)
          return { year: year.year, should: should === '' ? null : Number(should), looked: Number(looked), how: howOf(year) }
        }),
      },
    }),
  )
  const keep = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    draft.clear()
    onDone()
  }
  return (
    <Form ref={form} className="year-form" onSubmit={keep}>
      <ol className="year-columns">
        {item.years.map((year) => {
          const { should, looked, how } = wordsAt(year)
          return (
            <li key={year.year} id={yearId(item.cell, year.year)}>
              <span className="ink2">{year.year}</span>
              <span className="year-pair">
                <input
                  className="input"
                  inputMode="numeric"
                  pattern="\d*"
                  value={looked}
                  aria-label={`${year.year} 年看了多少`}
                  onChange={(event) => set(year, { looked: event.target.value.replace(/\D/g, '') })}
                />
                <input
                  className="input"
                  inputMode="numeric"
                  pattern="\d*"
                  value={should}
                  placeholder="应看"
                  aria-label={`${year.year} 年应看多少`}
                  onChange={(event) => set(year, { should: event.target.value.replace(/\D/g, '') })}
                />
              </span>
              <input
                className="input"
                list="selfcheck-ways"
                value={how}
                placeholder={howOf(year) || '怎么看的'}
                aria-label={`${year.year} 年怎么看的`}
                onChange={(event) => set(year, { how: event.target.value })}
              />
            </li>
          )
        })}
      </ol>
      <datalist id="selfcheck-ways">
        {ways.map((way) => (
          <option key={way} value={way}>
            {way}
          </option>
        ))}
      </datalist>
      <div className="selfcheck-ways">
        <Button type="submit" kind="lead" size="row" isBusy={save.isBusy} disabled={!isComplete}>
          存下 {written.length} 年
        </Button>
        <Button kind="link" size="row" onClick={onDone}>
          先收起
        </Button>
        <span className="small ink3">{draft.keptAt ? `草稿 ${draft.keptAt} 已存在本机` : '怎么看的和前一年相同就空着；不知道应看多少也空着'}</span>
      </div>
      {save.error ? <ErrorState error={save.error} /> : null}
    </Form>
  )
}
