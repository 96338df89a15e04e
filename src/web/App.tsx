import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { Redirect, Route, Router, Switch, useLocation, useSearch } from 'wouter'
import { FirstRunPage } from '#src/features/accounts/web/FirstRunPage.tsx'
import { ChangePasswordPage } from '#src/features/accounts/web/ChangePasswordPage.tsx'
import { LoginPage } from '#src/features/accounts/web/LoginPage.tsx'
import { PersonMenu } from '#src/features/accounts/web/PersonMenu.tsx'
import { postName, useSession, type Session } from '#src/features/accounts/web/session.ts'
import { SignInAgain } from '#src/features/accounts/web/SignInAgain.tsx'
import { CampaignsProvider } from '#src/ui/Campaigns.tsx'
import { HereProvider } from '#src/ui/here.ts'
import { Page } from '#src/ui/Page.tsx'
import { ProblemError } from '#src/ui/problem-error.ts'
import { Shell } from '#src/ui/Shell.tsx'
import { EmptyState, ErrorState, Loading } from '#src/ui/States.tsx'
import { ButtonLink } from '#src/ui/Button.tsx'
import { setOwner } from '#src/ui/use-draft.ts'
import { useNarrow } from '#src/ui/use-narrow.ts'
import { PageFault } from './PageFault.tsx'
import { litEntry, menuEntries, menuOf } from './menu.ts'
import { routes } from './routes.tsx'
import { campaignHrefs, useCampaignLocation } from './stay-in-campaign.ts'
import { useCampaigns } from './use-campaigns.ts'
import { useWaiting } from './use-waiting.ts'

const isWorthRetrying = (error: unknown): boolean => error instanceof ProblemError && (error.code === 'busy' || error.code === 'offline')

export function App() {
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { networkMode: 'always', staleTime: 5_000, retry: (times, error) => times < 2 && isWorthRetrying(error) },
          mutations: { networkMode: 'always' },
        },
      }),
  )
  return (
    <QueryClientProvider client={queries}>
      <Router hook={useCampaignLocation} hrefs={campaignHrefs}>
        <Door />
      </Router>
    </QueryClientProvider>
  )
}

/** First run, signing in, or the house. */
function Door() {
  const { data: session, error, refetch } = useSession()
  if (!session) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading what="正在打开" />
  if (session.state === 'first_run') return <FirstRunPage town={session.town} />
  if (session.state === 'signed_out' || !session.post) return <LoginPage town={session.town} />
  if (session.mustChangePassword) return <ChangePasswordPage person={session.person} />
  return <House session={session} post={session.post} />
}

function House({ session, post }: { session: Session; post: NonNullable<Session['post']> }) {
  setOwner(`${session.person ?? ''}/${post.post}`)
  const [path, navigate] = useLocation()
  // The menu's links stay with the campaign that the address names.
  useSearch()
  const route = routes.find((each) => matches(each.path, path))
  const menu = menuOf[post.role]
  const isAdmin = menu.includes('admin')
  const isNarrow = useNarrow()
  const waiting = useWaiting(menu.includes('today'))
  const campaigns = useCampaigns(!menu.includes('admin') && !menu.includes('submit'))
  const first = menu[0] ?? 'today'
  // What the bar at the foot of a phone has no room for lies behind the name.
  const links = [
    ...(isNarrow ? menu.slice(6).map((key) => menuEntries[key]) : []),
    ...(post.role === 'clerk' || isAdmin ? [{ ...menuEntries.admin, title: '账号与岗位' }] : []),
  ]
  const here = {
    ...post,
    today: session.today,
    isFixedDate: session.isFixedDate,
    town: session.town ?? '',
    person: session.person ?? '',
    postName: postName(post),
  }
  return (
    <HereProvider value={here}>
      <CampaignsProvider value={campaigns}>
        <Shell
          town={here.town}
          menu={menu.map((key) => ({ key, ...menuEntries[key], count: waiting[key], urgent: key === 'today' ? waiting.urgent : undefined }))}
          current={litEntry(menu, route?.menu)}
          title={route?.title ?? ''}
          today={here.today}
          isFixedDate={here.isFixedDate}
          person={here.person}
          post={here.postName}
          personMenu={<PersonMenu session={session} links={links} />}
          onSearch={(words) => navigate(`/people?q=${encodeURIComponent(words)}`)}
        >
          <PageFault key={path}>
            <Suspense fallback={<Loading what="正在打开" />}>
              <Switch>
                {first === 'today' ? null : (
                  <Route path="/">
                    <Redirect to={menuEntries[first].to} replace />
                  </Route>
                )}
                {routes.map((each) => (
                  <Route key={each.path} path={each.path} component={each.page} />
                ))}
                <Route path="/login">
                  <Redirect to="/" replace />
                </Route>
                <Route path="/first-run">
                  <Redirect to="/" replace />
                </Route>
                <Route>
                  <NotHere />
                </Route>
              </Switch>
            </Suspense>
          </PageFault>
        </Shell>
        <SignInAgain person={session.person} />
      </CampaignsProvider>
    </HereProvider>
  )
}

function NotHere() {
  return (
    <Page>
      <EmptyState title="没有这一页" missing="网址可能写错了，或这一页还没有开通。" action={<ButtonLink to="/">回今日</ButtonLink>} />
    </Page>
  )
}

/** True when a route's pattern fits an address, part by part. */
function matches(pattern: string, path: string): boolean {
  const parts = pattern.split('/')
  const given = path.split('/')
  return parts.length === given.length && parts.every((part, at) => part === given[at] || (part.startsWith(':') && given[at] !== ''))
}
