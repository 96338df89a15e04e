import { Link, useLocation } from 'wouter'

const tabs = [
  { to: '/visits', title: '走访' },
  { to: '/carers', title: '照料和协议' },
  { to: '/clues', title: '主动发现' },
  { to: '/applications', title: '申请接收' },
  { to: '/patrols', title: '街面巡查' },
  { to: '/duties', title: '履职记录' },
] as const

/** The pages of field work beside each other; each answers its own question. */
export function FieldTabs() {
  const [address] = useLocation()
  return (
    <nav className="field-tabs no-print" aria-label="下社区的事">
      {tabs.map((tab) => (
        <Link key={tab.to} href={tab.to} aria-current={address === tab.to ? 'page' : undefined}>
          {tab.title}
        </Link>
      ))}
    </nav>
  )
}
