import { useState } from 'react'
import { Button, Key } from './Button.tsx'
import { CheckBox, TextInput } from './Field.tsx'
import { cleared, filterWords, readFilters, type Filter, type FilterValues } from './filters.ts'
import { Icon } from './Icon.tsx'
import { usePageKeys } from './page-keys.tsx'
import { Popover } from './Popover.tsx'
import { useUrlQuery } from './url-query.ts'
import { ownName } from './use-draft.ts'

/** The values of a list's filters in the address; pass them on as the endpoint's query. */
export function useFilters(filters: readonly Filter[]): FilterValues {
  return readFilters(useUrlQuery().search, filters)
}

interface FilterChipsProps {
  filters: readonly Filter[]
  /** Name under which “存为常用” keeps views on this machine. */
  id: string
}

/** The filters as chips: a click changes one, the cross takes it out, `f` adds one. The address is their only place. */
export function FilterChips({ filters, id }: FilterChipsProps) {
  const { search, change } = useUrlQuery()
  const values = readFilters(search, filters)
  const [opened, setOpened] = useState(0)
  const [adding, setAdding] = useState<string | undefined>(undefined)
  const [saved, setSaved] = useState(() => readSaved(id))
  usePageKeys([{ key: 'f', does: '加一个条件', run: () => setOpened(opened + 1) }])
  const set = (filter: Filter, next: readonly string[]): void => change({ [filter.key]: next })
  const isSet = Object.keys(values).length > 0
  const save = (): void => {
    const title = filters.flatMap((filter) => (values[filter.key] ? [filterWords(filter, values[filter.key] ?? [])] : [])).join(' · ')
    const next = [{ title, search: search.replace(/^\?/, '') }, ...saved.filter((view) => view.title !== title)].slice(0, 8)
    localStorage.setItem(ownName('views', id), JSON.stringify(next))
    setSaved(next)
  }
  return (
    <section className="filter-line no-print" aria-label="筛选">
      {filters
        .filter((filter) => values[filter.key])
        .map((filter) => (
          <span key={filter.key} className="filter-chip">
            <Popover
              label={`${filter.title}：${filterWords(filter, values[filter.key] ?? [])}，改`}
              button={
                <>
                  <span className="ink2">{filter.title}</span> {filterWords(filter, values[filter.key] ?? [])}
                </>
              }
            >
              {(close) => <FilterForm filter={filter} values={values[filter.key] ?? []} onChange={(next) => set(filter, next)} onDone={close} />}
            </Popover>
            <button type="button" className="chip-close" aria-label={`去掉“${filter.title}”这个条件`} onClick={() => set(filter, [])}>
              <Icon name="close" size={10} />
            </button>
          </span>
        ))}
      <Popover
        className="filter-add"
        openAt={opened}
        button={
          <>
            <Icon name="plus" size={12} /> 加条件 <Key>f</Key>
          </>
        }
      >
        {(close) => {
          const filter = filters.find((each) => each.key === adding)
          const done = (): void => {
            setAdding(undefined)
            close()
          }
          if (filter) return <FilterForm filter={filter} values={values[filter.key] ?? []} onChange={(next) => set(filter, next)} onDone={done} />
          return (
            <div className="popover-list">
              {filters.map((each) => (
                <button key={each.key} type="button" onClick={() => setAdding(each.key)}>
                  {each.title}
                </button>
              ))}
              {saved.map((view) => (
                <button
                  key={view.title}
                  type="button"
                  onClick={() => {
                    const query = new URLSearchParams(view.search)
                    change({ ...cleared(filters), ...Object.fromEntries([...query.keys()].map((key) => [key, query.getAll(key)])) })
                    done()
                  }}
                >
                  <Icon name="tick" />
                  常用：{view.title}
                </button>
              ))}
            </div>
          )
        }}
      </Popover>
      {isSet ? (
        <span className="filter-end">
          <Button kind="link" size="row" onClick={() => change(cleared(filters))}>
            清空
          </Button>
          <Button kind="link" size="row" onClick={save}>
            存为常用
          </Button>
        </span>
      ) : null}
    </section>
  )
}

interface FilterFormProps {
  filter: Filter
  values: readonly string[]
  onChange: (values: readonly string[]) => void
  onDone: () => void
}

function FilterForm({ filter, values, onChange, onDone }: FilterFormProps) {
  const [text, setText] = useState(values[0] ?? '')
  const [sought, setSought] = useState('')
  if (filter.kind === 'choice' || filter.kind === 'one') {
    const options = (filter.options ?? []).filter((option) => option.title.includes(sought))
    const toggle = (value: string, isOn: boolean): void => {
      if (filter.kind === 'one') onChange(isOn ? [value] : [])
      else onChange(isOn ? [...values, value] : values.filter((each) => each !== value))
    }
    return (
      <fieldset className="filter-form">
        <legend>{filter.title}</legend>
        {(filter.options?.length ?? 0) > 12 ? (
          <TextInput value={sought} placeholder="找一找" aria-label="找一找" onChange={(event) => setSought(event.target.value)} />
        ) : null}
        <div className="filter-options">
          {options.map((option) => (
            <CheckBox
              key={option.value}
              isLabelled
              label={option.title}
              isChecked={values.includes(option.value)}
              onChange={(isOn) => toggle(option.value, isOn)}
            />
          ))}
        </div>
        <Button onClick={onDone}>看结果</Button>
      </fieldset>
    )
  }
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        onChange(text.trim() === '' ? [] : [text.trim()])
        onDone()
      }}
    >
      <b>{filter.title}</b>
      <TextInput
        type={filter.kind === 'text' ? 'text' : (filter.unit ?? 'date')}
        value={text}
        aria-label={filter.title}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit">看结果</Button>
    </form>
  )
}

interface SavedView {
  title: string
  search: string
}

function readSaved(id: string): readonly SavedView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(ownName('views', id)) ?? '[]')
    return Array.isArray(kept) ? (kept as SavedView[]) : []
  } catch {
    return []
  }
}
