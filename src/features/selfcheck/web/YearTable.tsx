import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, yearId, type Item, type Year } from './calls.ts'

const ways = ['翻台账', '翻档案', '入户', '问本人', '查系统', '数据']

/** For each year of the look-back how many were looked at, of how many, and by what. */
export function YearTable({ item, mayAnswer }: { item: Item; mayAnswer: boolean }) {
  const [open, setOpen] = useState<number | undefined>(undefined)
  const year = item.years.find((each) => each.year === open)
  return (
    <div className="year-table">
      <div className="year-labels small ink2">
        <span>每年看了多少</span>
        <span>看了 / 应看</span>
        <span>怎么看的</span>
      </div>
      <ol>
        {item.years.map((each) => (
          <li key={each.year} id={yearId(item.cell, each.year)} className={each.looked === null ? 'is-missing' : undefined}>
            <span className="ink2">{each.year}</span>
            {mayAnswer ? (
              <button type="button" className="link-btn" aria-expanded={open === each.year} aria-label={`${each.year} 年看了多少`} onClick={() => setOpen(open === each.year ? undefined : each.year)}>
                <Counts year={each} />
              </button>
            ) : (
              <span>
                <Counts year={each} />
              </span>
            )}
            <span className="ink2">{each.looked === null ? '—' : each.isFromData && each.dataTo ? `到 ${each.dataTo.slice(5)} 月` : each.how}</span>
          </li>
        ))}
      </ol>
      {year ? <YearForm key={year.year} item={item} year={year} onDone={() => setOpen(undefined)} /> : null}
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

function YearForm({ item, year, onDone }: { item: Item; year: Year; onDone: () => void }) {
  const draft = useDraft(`selfcheck:${item.cell}:year:${year.year}`, { should: String(year.should ?? ''), looked: year.looked === null ? '' : String(year.looked), how: year.how })
  const { should, looked, how } = draft.value
  const save = useAct(() => call('PUT /api/cells/{cell}/years', { params: { cell: item.cell }, body: { year: year.year, should: should === '' ? null : Number(should), looked: Number(looked), how } }))
  const keep = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    draft.clear()
    onDone()
  }
  return (
    <form
      className="year-form"
      onSubmit={(event) => {
        event.preventDefault()
        void keep()
      }}
    >
      <b>{year.year} 年</b>
      <label>
        应看 <input className="input" type="number" min={0} value={should} placeholder="不清楚就空着" onChange={(event) => draft.change({ should: event.target.value })} />
      </label>
      <label>
        {/* The reader has just asked for this field. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        看了 <input className="input" type="number" min={0} required autoFocus value={looked} onChange={(event) => draft.change({ looked: event.target.value })} />
      </label>
      <label>
        怎么看的 <input className="input" list="selfcheck-ways" required value={how} onChange={(event) => draft.change({ how: event.target.value })} />
      </label>
      <datalist id="selfcheck-ways">
        {ways.map((way) => (
          <option key={way} value={way} />
        ))}
      </datalist>
      <Button type="submit" kind="lead" size="row" isBusy={save.isBusy}>
        存下 {year.year} 年
      </Button>
      {save.error ? <ErrorState error={save.error} /> : draft.keptAt ? <span className="small ink3">草稿 {draft.keptAt} 已存在本机</span> : null}
    </form>
  )
}
