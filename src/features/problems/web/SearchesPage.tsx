import { useState } from 'react'
import { dayOf } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextArea, TextInput } from '#src/ui/Field.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { Page } from '#src/ui/Page.tsx'
import { Segmented } from '#src/ui/Segmented.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { ActionForm } from './ActionForm.tsx'
import { callProblems, useProblems, useReader, type SearchOfAll } from './problems-api.ts'
import './problems.css'

type Result = SearchOfAll['results'][number]

const results = [
  { value: 'none', title: '没有' },
  { value: 'found', title: '有 n 件' },
  { value: 'not_covered', title: '没有名单，答不了' },
] as const

/** 举一反三: the same matter searched in every community, each with found n, none, or not covered. */
export function SearchesPage() {
  const { role, division } = useReader()
  const answer = useProblems('GET /api/searches', {})
  return (
    <Page>
      <PageHead crumbs={[{ text: '问题', to: '/problems' }, { text: '举一反三' }]} />
      <Shown of={answer}>
        {({ searches }) => (
          <>
            <FirstLine note="从一件属实的问题出发，各社区查同样的事；数据能答的直接出结果">
              举一反三 {searches.length} 次，还没答的 {searches.reduce((sum, search) => sum + search.open, 0)} 个，新找出{' '}
              {searches.reduce((sum, search) => sum + search.found, 0)} 件
            </FirstLine>
            {searches.length === 0 ? <EmptyState title="这里列出举一反三" missing="镇民政办在一条问题的页面上布置以后，各社区在这里答。" /> : null}
            {searches.map((search) => (
              <section key={search.search} className="problem-block">
                <h2>{search.question}</h2>
                <p className="small ink2">
                  {dayOf(search.orderedAt)} {search.orderedBy}布置
                </p>
                <ul className="numbers-list">
                  {search.results.map((result) => (
                    <Answered
                      key={result.division}
                      search={search.search}
                      result={result}
                      mayAnswer={role === 'clerk' || (['secretary', 'worker', 'child_worker'].includes(role) && result.division === division)}
                    />
                  ))}
                </ul>
              </section>
            ))}
          </>
        )}
      </Shown>
    </Page>
  )
}

function Answered({ search, result, mayAnswer }: { search: string; result: Result; mayAnswer: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const word = { open: '还没答', none: '没有', found: `有 ${result.found ?? 0} 件`, not_covered: '没有名单，答不了' }[result.result]
  return (
    <li>
      <div className="search-line">
        <span>{result.divisionName}</span>
        <StateWord
          kind={result.result === 'open' ? 'missing' : result.result === 'not_covered' ? 'list' : result.result === 'found' ? 'look' : 'done'}
          word={word}
        />
        <span className="small ink2">
          {result.lookedAt === null ? '' : `看了 ${result.lookedAt} 人 `}
          {result.byName ?? ''} {result.note ?? ''}
        </span>
        {mayAnswer && !isOpen ? (
          <Button size="row" kind={result.result === 'open' ? 'lead' : 'plain'} onClick={() => setOpen(true)}>
            {result.result === 'open' ? '回答' : '改'}
          </Button>
        ) : null}
      </div>
      {isOpen ? (
        <ActionForm
          draft={`search:${search}:${result.division}`}
          title={`${result.divisionName}的回答`}
          initial={{ result: result.result === 'open' ? 'none' : result.result, found: '', lookedAt: '', note: '' }}
          verb={(values) => (values['result'] === 'found' ? `答有 ${values['found'] ?? ''} 件` : values['result'] === 'none' ? '答没有' : '答没有名单')}
          lacks={(values) => [values['result'] === 'found' && !(Number(values['found']) > 0) ? '件数' : '']}
          send={(values) =>
            callProblems('POST /api/searches/{search}/answer', {
              params: { search },
              body: {
                division: result.division,
                result: values['result'] as 'none',
                ...(values['result'] === 'found' ? { found: Number(values['found']) } : {}),
                ...(Number(values['lookedAt']) > 0 ? { lookedAt: Number(values['lookedAt']) } : {}),
                note: values['note'] ?? '',
              },
            })
          }
          done={() => `${result.divisionName}答了`}
          onClose={() => setOpen(false)}
        >
          {(values, change) => (
            <>
              <Field label="有没有" layout="left">
                {() => (
                  <Segmented label="有没有" look="cards" choices={results} value={values['result'] as 'none'} onChange={(next) => change({ result: next })} />
                )}
              </Field>
              {values['result'] === 'found' ? (
                <Field label="几件" layout="left" isRequired>
                  {(field) => (
                    <TextInput {...field} inputMode="numeric" value={values['found'] ?? ''} onChange={(event) => change({ found: event.target.value })} />
                  )}
                </Field>
              ) : null}
              <Field label="看了多少人" layout="left">
                {(field) => (
                  <TextInput {...field} inputMode="numeric" value={values['lookedAt'] ?? ''} onChange={(event) => change({ lookedAt: event.target.value })} />
                )}
              </Field>
              <Field label="怎么看的" layout="left">
                {(field) => <TextArea {...field} value={values['note'] ?? ''} onChange={(event) => change({ note: event.target.value })} />}
              </Field>
            </>
          )}
        </ActionForm>
      ) : null}
    </li>
  )
}
