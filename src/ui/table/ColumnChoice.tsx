import { useState } from 'react'
import { Button, Key } from '../Button.tsx'
import { CheckBox, TextInput } from '../Field.tsx'
import { usePageKeys } from '../page-keys.tsx'
import { Popover } from '../Popover.tsx'
import { columnsOf, keyOfChoice } from './columns.ts'
import type { TableView } from './table-view.tsx'

/** More do not fit beside each other. */
const mostOwn = 5

/** Which columns a table shows: ticked one by one, kept under a name of one's own. The first column always stays. */
export function ColumnChoice<Row>({ view }: { view: TableView<Row> }) {
  const [opened, setOpened] = useState(0)
  const [title, setTitle] = useState('')
  usePageKeys([{ key: 'c', does: '选看哪些列', run: () => setOpened(opened + 1) }])
  const { columns, own } = view
  const shown = columnsOf(columns, view.preset).map((column) => column.key)
  const choose = (keys: ReadonlySet<string>): void =>
    view.setPreset(keyOfChoice(columns.filter((column, at) => at === 0 || keys.has(column.key)).map((column) => column.key)))
  const toggle = (key: string, isOn: boolean): void => choose(new Set(isOn ? [...shown, key] : shown.filter((each) => each !== key)))
  const keep = (close: () => void): void => {
    const key = keyOfChoice(shown)
    view.setOwn([{ key, title: title.trim(), columns: shown }, ...own.filter((each) => each.key !== key && each.title !== title.trim())].slice(0, mostOwn))
    view.setPreset(key)
    setTitle('')
    close()
  }
  return (
    <Popover
      className="btn btn-link btn-row"
      openAt={opened}
      button={
        <>
          选列 <Key>c</Key>
        </>
      }
    >
      {(close) => (
        <form
          className="filter-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (title.trim() !== '') keep(close)
          }}
        >
          <fieldset className="filter-form column-choice">
            <legend>看哪些列</legend>
            <div className="filter-options">
              {columns.map((column, at) => (
                <CheckBox
                  key={column.key}
                  isLabelled
                  isDisabled={at === 0}
                  label={column.title.replace('\n', '')}
                  isChecked={at === 0 || shown.includes(column.key)}
                  onChange={(isOn) => toggle(column.key, isOn)}
                />
              ))}
            </div>
          </fieldset>
          <TextInput value={title} aria-label="方案名" placeholder="方案名，如 入户用" maxLength={8} onChange={(event) => setTitle(event.target.value)} />
          <Button type="submit" disabled={title.trim() === ''}>
            存为我的列方案
          </Button>
          {own.map((preset) => (
            <Button
              key={preset.key}
              kind="link"
              size="row"
              onClick={() => {
                view.setOwn(own.filter((each) => each !== preset))
                close()
              }}
            >
              删去“{preset.title}”
            </Button>
          ))}
        </form>
      )}
    </Popover>
  )
}
