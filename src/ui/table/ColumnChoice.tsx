import { useState } from 'react'
import { Button, Key } from '../Button.tsx'
import { CheckBox, TextInput } from '../Field.tsx'
import { usePageKeys } from '../page-keys.tsx'
import { Popover } from '../Popover.tsx'
import { columnsOf, keyOfChoice, type Column, type Preset } from './columns.ts'

/** More do not fit beside each other. */
const mostOwn = 5

interface ColumnChoiceProps<Row> {
  columns: readonly Column<Row>[]
  preset: Preset | undefined
  onChoose: (preset: string) => void
  /** One's own presets. */
  own: readonly Preset[]
  onOwn: (own: readonly Preset[]) => void
}

/** Which columns a table shows: ticked one by one, kept under a name of one's own. The first column always stays. */
export function ColumnChoice<Row>({ columns, preset, onChoose, own, onOwn }: ColumnChoiceProps<Row>) {
  const [opened, setOpened] = useState(0)
  const [title, setTitle] = useState('')
  usePageKeys([{ key: 'c', does: '选看哪些列', run: () => setOpened(opened + 1) }])
  const shown = columnsOf(columns, preset).map((column) => column.key)
  const choose = (keys: ReadonlySet<string>): void =>
    onChoose(keyOfChoice(columns.filter((column, at) => at === 0 || keys.has(column.key)).map((column) => column.key)))
  const toggle = (key: string, isOn: boolean): void => choose(new Set(isOn ? [...shown, key] : shown.filter((each) => each !== key)))
  const keep = (close: () => void): void => {
    const key = keyOfChoice(shown)
    onOwn([{ key, title: title.trim(), columns: shown }, ...own.filter((each) => each.key !== key && each.title !== title.trim())].slice(0, mostOwn))
    onChoose(key)
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
          {own.map((each) => (
            <Button
              key={each.key}
              kind="link"
              size="row"
              onClick={() => {
                onOwn(own.filter((other) => other !== each))
                close()
              }}
            >
              删去“{each.title}”
            </Button>
          ))}
        </form>
      )}
    </Popover>
  )
}
