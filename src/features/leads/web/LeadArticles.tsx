import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { ArticleText } from './ArticleText.tsx'
import type { LeadDetail } from './leads-api.ts'

const articlesInSight = 3

/** The article in force in the months concerned, its rule in one line; a click opens what we hold of it. */
export function LeadArticles({ lead }: { lead: LeadDetail }) {
  const [isAll, setAll] = useState(false)
  const [opened, setOpened] = useState('')
  const inForce = lead.basis.filter((basis) => lead.months.length === 0 || basis.months.length > 0)
  const basis = inForce.length > 0 ? inForce : lead.basis
  const shown = isAll ? basis : basis.slice(0, articlesInSight)
  return (
    <section className="lead-articles" aria-label="当月有效的条文">
      <h2>当月有效的条文</h2>
      <ul>
        {basis.length === 0 ? (
          <li className="ink2 lead-no-article">{lead.check === null ? '交下来的表没有写条文，请按表里的疑点核实。' : '这条只看付款的事实，不需要条文。'}</li>
        ) : null}
        {shown.map((each) => (
          <li key={keyOf(each)}>
            <span className="ink2 nowrap">{monthsOf(each)}</span>
            <span>
              <button
                type="button"
                className="btn btn-link btn-row article-btn"
                aria-expanded={opened === keyOf(each)}
                onClick={() => setOpened(opened === keyOf(each) ? '' : keyOf(each))}
              >
                {each.law}
                {each.article}
              </button>
              {each.rule ? <span className="paper-inline">：{each.rule}</span> : null}
              {opened === keyOf(each) ? <ArticleText law={each.law} article={each.article} /> : null}
            </span>
          </li>
        ))}
        {lead.isUnverified ? (
          <li>
            <span />
            <StateWord kind="unverified" word="未核实：依据还没有人确认" isChip />
          </li>
        ) : null}
      </ul>
      {basis.length > articlesInSight ? (
        <Button kind="link" size="row" onClick={() => setAll(!isAll)}>
          {isAll ? '收起' : `还有 ${basis.length - articlesInSight} 条`}
        </Button>
      ) : null}
    </section>
  )
}

function monthsOf({ months, from, to }: LeadDetail['basis'][number]): string {
  const [first, last] = [months[0], months.at(-1)]
  if (first !== undefined) return first === last ? first : `${first} 至 ${last}`
  return `${from ?? ''} ${to === null ? '起' : `至 ${to}`}`
}

const keyOf = ({ law, article, from, rule }: LeadDetail['basis'][number]): string => `${law} ${article} ${from ?? ''} ${rule ?? ''}`
