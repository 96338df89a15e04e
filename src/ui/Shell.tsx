import { createContext, useContext, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Link } from 'wouter'
import { Key } from './Button.tsx'
import { Form } from './Form.tsx'
import { Icon, type IconName } from './Icon.tsx'
import { KeysOverlay, usePageKeys } from './page-keys.tsx'
import { Popover } from './Popover.tsx'
import { useNarrow, useOnline } from './use-narrow.ts'

export interface MenuEntry {
  key: string
  title: string
  to: string
  icon: IconName
  /** What waits there; 0 and undefined are not shown. */
  count?: number | undefined
  /** How many of them are about somebody in danger: red, with a triangle. */
  urgent?: number | undefined
}

interface ShellProps {
  town: string
  menu: readonly MenuEntry[]
  /** Key of the entry that the page belongs to. */
  current: string | undefined
  /** The page's title as long as it sets no `PageHead` of its own. */
  title: string
  today: string
  /** A demo or a replay: the notice says at which date it stands. */
  isFixedDate: boolean
  person: string
  /** Post and place: “青柳社区 · 民政专干”. */
  post: string
  /** What opens above the person's name: other posts, administration, leaving. */
  personMenu: ReactNode
  onSearch?: ((words: string) => void) | undefined
  children: ReactNode
}

const HeadSlots = createContext<{ left: HTMLElement | null; right: HTMLElement | null }>({ left: null, right: null })

/** The frame of every page: side menu (168 px), top bar (48 px), the date of a demo, the person below; on a phone a bar at the foot. */
export function Shell(props: ShellProps) {
  const { town, menu, current, title, today, isFixedDate, person, post, personMenu, onSearch, children } = props
  const isNarrow = useNarrow()
  const isOnline = useOnline()
  const [left, setLeft] = useState<HTMLElement | null>(null)
  const [right, setRight] = useState<HTMLElement | null>(null)
  const [isKeysOpen, setKeysOpen] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  usePageKeys([
    { key: '/', does: '搜姓名、证号、编号', run: () => search.current?.focus() },
    { key: '?', does: '看所有快捷键', run: () => setKeysOpen(true) },
  ])
  const submit = (): void => {
    const words = search.current?.value.trim()
    if (words) onSearch?.(words)
  }
  const personButton = (
    <Popover
      className="person-btn"
      placement={isNarrow ? 'below-right' : 'above'}
      label={`${person}，${post}。换岗位、退出`}
      button={
        <>
          <b>{person}</b>
          <span className="small ink2">{post}</span>
        </>
      }
    >
      {personMenu}
    </Popover>
  )
  return (
    <div className="shell">
      <a className="skip-link" href="#page">
        跳到正文
      </a>
      <nav className="menu no-print" aria-label="主菜单">
        <Link href="/" className="brand">
          <b>兜底</b> <span>{town}</span>
        </Link>
        <ul>
          {(isNarrow ? menu.slice(0, 6) : menu).map((entry) => (
            <li key={entry.key}>
              <Link href={entry.to} className="menu-entry" aria-current={entry.key === current ? 'page' : undefined}>
                <Icon name={entry.icon} size={isNarrow ? 20 : 16} />
                <span>{entry.title}</span>
                {entry.urgent ? (
                  <span className="menu-urgent">
                    <Icon name="triangle" size={12} label="有人有危险" />
                    {entry.urgent}
                  </span>
                ) : null}
                {entry.count ? <span className="menu-count">{entry.count}</span> : null}
              </Link>
            </li>
          ))}
        </ul>
        {isNarrow ? null : personButton}
      </nav>
      <div className="shell-right">
        <header className="top no-print">
          <div className="top-left" ref={setLeft} />
          <div className="top-default">{title}</div>
          <div className="top-space" />
          {isFixedDate ? <span className="fixed-date">演示日期 {today}</span> : null}
          <div className="top-note" ref={setRight} />
          {isNarrow ? (
            personButton
          ) : (
            <>
              {/* <search> is known from Chromium 118 only. */}
              {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
              <Form className="top-search" role="search" onSubmit={submit}>
                <Icon name="search" />
                <input ref={search} type="search" name="q" placeholder="搜姓名、证号、编号" aria-label="搜姓名、证号、编号" autoComplete="off" />
                <Key>/</Key>
              </Form>
              <button type="button" className="keys-btn" onClick={() => setKeysOpen(true)}>
                <Key>?</Key> 快捷键
              </button>
            </>
          )}
        </header>
        {isOnline ? null : (
          <output className="offline-line no-print">
            <Icon name="no-network" /> <b>没有网络。</b>写的内容存在本机，联网后再交。
          </output>
        )}
        <main id="page" className="page-area" tabIndex={-1}>
          <HeadSlots.Provider value={{ left, right }}>{children}</HeadSlots.Provider>
        </main>
      </div>
      {isKeysOpen ? <KeysOverlay onClose={() => setKeysOpen(false)} /> : null}
    </div>
  )
}

export interface Crumb {
  text: string
  to?: string
}

interface PageHeadProps {
  /** From the list down to here; the last is this page. */
  crumbs: readonly Crumb[]
  /** “截至 2026-10-20 09:12”, neighbours (`k` 上一条 `j` 下一条). */
  note?: ReactNode
}

/** Fills the top bar from within a page, and the window's title. */
export function PageHead({ crumbs, note }: PageHeadProps) {
  const { left, right } = useContext(HeadSlots)
  const trail = (
    <ol className="crumbs" aria-label="位置">
      {crumbs.map((crumb, at) => (
        <li key={`${at} ${crumb.text}`} aria-current={at === crumbs.length - 1 ? 'page' : undefined}>
          {at === 0 && crumb.to && crumbs.length > 1 ? <Icon name="left" size={12} /> : null}
          {crumb.to ? <Link href={crumb.to}>{crumb.text}</Link> : crumb.text}
        </li>
      ))}
    </ol>
  )
  return (
    <>
      <title>{`${crumbs.at(-1)?.text ?? ''} - 兜底`}</title>
      {left ? createPortal(trail, left) : null}
      {right && note ? createPortal(note, right) : null}
    </>
  )
}
