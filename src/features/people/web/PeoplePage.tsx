import { useState, type FormEvent } from 'react'
import { Link, useLocation } from 'wouter'
import { Button } from '#src/ui/Button.tsx'
import { TextInput } from '#src/ui/Field.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Page } from '#src/ui/Page.tsx'
import { PrintFrame } from '#src/ui/PrintFrame.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { DataTable } from '#src/ui/table/DataTable.tsx'
import type { Column } from '#src/ui/table/columns.ts'
import { TableTools, useTableView } from '#src/ui/table/table-view.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import type { OutputOf } from '#src/ui/call.ts'
import type { api } from '../contract.ts'
import { useRead } from './calls.ts'
import './people.css'

type Found = OutputOf<(typeof api)['GET /api/people']>['people'][number]

const columns: readonly Column<Found>[] = [
  {
    key: 'name',
    title: '姓名',
    width: 120,
    grow: 0,
    value: (row) => row.name,
    render: (row) => (
      <>
        <Link href={`/people/${row.person}`}>{row.name}</Link>
        {row.isChild ? (
          <>
            {' '}
            <StateWord kind="child" />
          </>
        ) : null}
      </>
    ),
  },
  { key: 'id', title: '证号', kind: 'id', width: 170, value: (row) => row.citizenId },
  { key: 'sex', title: '性别', width: 60, grow: 0, value: (row) => (row.sex === null ? null : row.sex === 'male' ? '男' : '女') },
  { key: 'age', title: '年龄', kind: 'count', value: (row) => row.age },
  { key: 'community', title: '社区', value: (row) => row.community },
  { key: 'leads', title: '待核实疑点', kind: 'count', width: 110, value: (row) => row.openLeads || null },
  { key: 'problems', title: '没销号的问题', kind: 'count', width: 120, value: (row) => row.openProblems || null },
]

const rowKey = (row: Found): string => row.person

/** Finds a person by a part of the name, the end of the id, or the number of a lead or problem. */
export function PeoplePage() {
  const { query, change } = useUrlQuery()
  const { today, person } = useHere()
  const q = query.get('q') ?? ''
  const [, navigate] = useLocation()
  const answer = useRead('GET /api/people', { query: { q } }, { isOn: q !== '' })
  const view = useTableView({ id: 'people', columns })
  const open = (row: Found): void => navigate(`/people/${row.person}`)
  return (
    <Page>
      <PageHead crumbs={[{ text: '一人一档' }]} />
      <FirstLine note="搜索会记下是谁、什么时候、搜了什么；打开一个人的档也会记下。">
        {q === '' ? '找一个人：姓名、证号末四位，或疑点、问题的编号' : answer.data ? `“${q}”找到 ${answer.data.total} 人` : `正在找“${q}”`}
      </FirstLine>
      <SearchForm key={q} q={q} onSearch={(words) => change({ q: words }, { isStep: true })} />
      {q === '' ? (
        <EmptyState
          title="一个人从 2020 年 1 月到现在"
          missing="按月领了什么、领了多少，残疾证、走访、去世和搬迁，一家人，疑点和问题，每个数来自哪个文件的哪一行。"
        />
      ) : (
        <Shown of={answer} what="正在找">
          {({ people, total, by }) => (
            <>
              {total > people.length ? <p className="ink2">先列出 {people.length} 人，请多写一两个字。</p> : null}
              <TableTools view={view} />
              <PrintFrame title="找到的人" scope={`搜“${q}”`} asOf={today} printedBy={person}>
                <DataTable
                  id="people"
                  label="人"
                  unit="人"
                  rows={people}
                  rowKey={rowKey}
                  columns={columns}
                  view={view}
                  totalCount={total}
                  onOpen={open}
                  height="natural"
                  empty={<EmptyState title="没有找到" missing={missingWords[by]} />}
                />
              </PrintFrame>
            </>
          )}
        </Shown>
      )}
    </Page>
  )
}

const missingWords = {
  nothing: '',
  name: '您的辖区内没有名字里有这几个字的人。证号请写末四位或完整 18 位。',
  id: '您的辖区内没有这个证号的人。证号有误的人没有档，请到名册台账里找。',
  number: '您的辖区内没有这个编号的疑点或问题，或者它不是对某一个人的。',
}

function SearchForm({ q, onSearch }: { q: string; onSearch: (words: string) => void }) {
  const [words, setWords] = useState(q)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (words.trim() !== '') onSearch(words.trim())
  }
  return (
    // <search> is known from Chromium 118 only.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <form className="people-search" role="search" onSubmit={submit}>
      <TextInput
        value={words}
        aria-label="姓名、证号末四位、疑点或问题编号"
        placeholder="江美华，0041，2026-0447"
        maxLength={50}
        onChange={(event) => setWords(event.target.value)}
      />
      <Button type="submit" kind="primary" icon="search">
        找人
      </Button>
    </form>
  )
}
