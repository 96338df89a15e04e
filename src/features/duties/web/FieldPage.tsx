import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useHere } from '#src/ui/here.ts'
import { Page } from '#src/ui/Page.tsx'
import { Entered } from './Entered.tsx'
import './duties.css'

const tabs = [
  { to: '/visits', title: '走访' },
  { to: '/carers', title: '照料和协议' },
  { to: '/child-cards', title: '孩子应急卡' },
  { to: '/clues', title: '主动发现' },
  { to: '/applications', title: '申请接收' },
  { to: '/patrols', title: '街面巡查' },
  { to: '/duties', title: '履职记录' },
] as const

/** A page of field work: the others beside it, and at its foot what the reader entered here, by kinds, and may withdraw. */
export function FieldPage({ entered, children }: { entered: string[]; children: ReactNode }) {
  return (
    <Page>
      <FieldTabs />
      {children}
      <Entered kinds={entered} />
    </Page>
  )
}

function FieldTabs() {
  const [address] = useLocation()
  const { role } = useHere()
  // A grid member reports a danger; children's cards are for those who work on children.
  const shown = tabs.filter((tab) => tab.to !== '/child-cards' || role !== 'grid')
  return (
    <nav className="field-tabs no-print" aria-label="下社区的事">
      {shown.map((tab) => (
        <Link key={tab.to} href={tab.to} aria-current={address === tab.to ? 'page' : undefined}>
          {tab.title}
        </Link>
      ))}
    </nav>
  )
}
