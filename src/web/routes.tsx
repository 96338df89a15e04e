import { lazy, type ComponentType } from 'react'
import type { MenuKey } from './menu.ts'

export interface PageRoute {
  /** As wouter reads it: `/leads/:lead`. The page takes its params with `useParams`. */
  path: string
  /** Stands in the top bar until the page sets its own `PageHead`. */
  title: string
  /** The menu entry that is lit. */
  menu?: MenuKey
  page: ComponentType
}

/** A page that is fetched when it is first opened. */
function page(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }))
}

/** The map of all pages. Adding one: docs/how-to/add-a-page.md. */
export const routes: readonly PageRoute[] = [
  { path: '/', title: '今日', menu: 'today', page: page(() => import('#src/features/overview/web/TodayPage.tsx').then((m) => m.TodayPage)) },
  {
    path: '/campaign',
    title: '专项行动',
    menu: 'campaign',
    page: page(() => import('#src/features/overview/web/CampaignPage.tsx').then((m) => m.CampaignPage)),
  },
  { path: '/checks', title: '核查', menu: 'checks', page: page(() => import('#src/features/checks/web/ChecksPage.tsx').then((m) => m.ChecksPage)) },
  { path: '/checks/next', title: '下一步补什么', menu: 'checks', page: page(() => import('#src/features/checks/web/NextPage.tsx').then((m) => m.NextPage)) },
  { path: '/checks/:check', title: '核查', menu: 'checks', page: page(() => import('#src/features/checks/web/CheckPage.tsx').then((m) => m.CheckPage)) },
  {
    path: '/standards',
    title: '标准与时限',
    menu: 'checks',
    page: page(() => import('#src/features/checks/web/StandardsPage.tsx').then((m) => m.StandardsPage)),
  },
  {
    path: '/calendar',
    title: '工作日历',
    menu: 'checks',
    page: page(() => import('#src/features/calendar/web/CalendarPage.tsx').then((m) => m.CalendarPage)),
  },
  { path: '/leads', title: '疑点', menu: 'leads', page: page(() => import('#src/features/leads/web/LeadsPage.tsx').then((m) => m.LeadsPage)) },
  { path: '/leads/:lead', title: '疑点', menu: 'leads', page: page(() => import('#src/features/leads/web/LeadPage.tsx').then((m) => m.LeadPage)) },
  {
    path: '/selfcheck',
    title: '自查',
    menu: 'selfcheck',
    page: page(() => import('#src/features/selfcheck/web/SelfcheckPage.tsx').then((m) => m.SelfcheckPage)),
  },
  {
    path: '/selfcheck/log',
    title: '部署与措施',
    menu: 'selfcheck',
    page: page(() => import('#src/features/selfcheck/web/LogPage.tsx').then((m) => m.LogPage)),
  },
  { path: '/handed', title: '交下来的核查表', menu: 'leads', page: page(() => import('#src/features/leads/web/HandedPage.tsx').then((m) => m.HandedPage)) },
  { path: '/problems', title: '问题', menu: 'problems', page: page(() => import('#src/features/problems/web/ProblemsPage.tsx').then((m) => m.ProblemsPage)) },
  {
    path: '/problems/new',
    title: '登记问题',
    menu: 'problems',
    page: page(() => import('#src/features/problems/web/NewProblemPage.tsx').then((m) => m.NewProblemPage)),
  },
  {
    path: '/problems/take',
    title: '台账导入',
    menu: 'problems',
    page: page(() => import('#src/features/problems/web/TakeLedgerPage.tsx').then((m) => m.TakeLedgerPage)),
  },
  {
    path: '/problems/numbers',
    title: '对账与原因',
    menu: 'problems',
    page: page(() => import('#src/features/problems/web/NumbersPage.tsx').then((m) => m.NumbersPage)),
  },
  {
    path: '/problems/:problem',
    title: '问题',
    menu: 'problems',
    page: page(() => import('#src/features/problems/web/ProblemPage.tsx').then((m) => m.ProblemPage)),
  },
  {
    path: '/searches',
    title: '举一反三',
    menu: 'problems',
    page: page(() => import('#src/features/problems/web/SearchesPage.tsx').then((m) => m.SearchesPage)),
  },
  {
    path: '/supervision',
    title: '督查',
    menu: 'supervision',
    page: page(() => import('#src/features/supervision/web/SupervisionPage.tsx').then((m) => m.SupervisionPage)),
  },
  {
    path: '/supervision/:id',
    title: '督查',
    menu: 'supervision',
    page: page(() => import('#src/features/supervision/web/InspectionPage.tsx').then((m) => m.InspectionPage)),
  },
  { path: '/people', title: '一人一档', menu: 'people', page: page(() => import('#src/features/people/web/PeoplePage.tsx').then((m) => m.PeoplePage)) },
  { path: '/people/:person', title: '一人一档', menu: 'people', page: page(() => import('#src/features/people/web/PersonPage.tsx').then((m) => m.PersonPage)) },
  { path: '/visits', title: '走访', menu: 'visits', page: page(() => import('#src/features/duties/web/VisitsPage.tsx').then((m) => m.VisitsPage)) },
  { path: '/clues', title: '主动发现', menu: 'visits', page: page(() => import('#src/features/duties/web/CluesPage.tsx').then((m) => m.CluesPage)) },
  {
    path: '/applications',
    title: '申请接收',
    menu: 'visits',
    page: page(() => import('#src/features/duties/web/ApplicationsPage.tsx').then((m) => m.ApplicationsPage)),
  },
  { path: '/patrols', title: '街面巡查', menu: 'visits', page: page(() => import('#src/features/duties/web/PatrolsPage.tsx').then((m) => m.PatrolsPage)) },
  { path: '/carers', title: '照料和协议', menu: 'visits', page: page(() => import('#src/features/duties/web/CarersPage.tsx').then((m) => m.CarersPage)) },
  {
    path: '/child-cards',
    title: '孩子应急卡',
    menu: 'visits',
    page: page(() => import('#src/features/duties/web/ChildCardsPage.tsx').then((m) => m.ChildCardsPage)),
  },
  { path: '/duties', title: '履职记录', menu: 'duties', page: page(() => import('#src/features/duties/web/DutiesPage.tsx').then((m) => m.DutiesPage)) },
  { path: '/dispatch', title: '调度', menu: 'dispatch', page: page(() => import('#src/features/papers/web/DispatchPage.tsx').then((m) => m.DispatchPage)) },
  {
    path: '/dispatch/:issue',
    title: '调度',
    menu: 'dispatch',
    page: page(() => import('#src/features/papers/web/DispatchPage.tsx').then((m) => m.DispatchPage)),
  },
  { path: '/binder', title: '迎检材料', menu: 'dispatch', page: page(() => import('#src/features/papers/web/BinderPage.tsx').then((m) => m.BinderPage)) },
  {
    path: '/lead-sheets',
    title: '核查单',
    menu: 'leads',
    page: page(() => import('#src/features/papers/web/LeadSheetsPage.tsx').then((m) => m.LeadSheetsPage)),
  },
  {
    path: '/papers/:problem',
    title: '单据',
    menu: 'problems',
    page: page(() => import('#src/features/papers/web/ProblemPapersPage.tsx').then((m) => m.ProblemPapersPage)),
  },
  { path: '/ledgers', title: '名册台账', menu: 'ledgers', page: page(() => import('#src/features/ledgers/web/LedgersPage.tsx').then((m) => m.LedgersPage)) },
  { path: '/ledgers/:ledger', title: '台账', menu: 'ledgers', page: page(() => import('#src/features/ledgers/web/LedgerPage.tsx').then((m) => m.LedgerPage)) },
  { path: '/admin', title: '账号与岗位', menu: 'admin', page: page(() => import('#src/features/accounts/web/AdminPage.tsx').then((m) => m.AdminPage)) },
  { path: '/import', title: '导入', menu: 'ledgers', page: page(() => import('#src/features/ledgers/web/ImportPage.tsx').then((m) => m.ImportPage)) },
  ...(import.meta.env.DEV || import.meta.env.VITE_GALLERY
    ? [{ path: '/gallery', title: '样板', page: page(() => import('./Gallery.tsx').then((m) => m.Gallery)) }]
    : []),
]
