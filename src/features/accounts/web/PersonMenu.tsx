import { useLocation } from 'wouter'
import { Icon, type IconName } from '#src/ui/Icon.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { callAccounts, postName, useEnter, type Session } from './session.ts'

/** Behind the person's name: the other posts to act in, and leaving. */
export function PersonMenu({ session, links }: { session: Session; links: readonly { title: string; to: string; icon: IconName }[] }) {
  const enter = useEnter()
  const [, navigate] = useLocation()
  const act = useAct((post: string) => callAccounts('POST /api/session/post', { body: { post } }))
  const leave = useAct(() => callAccounts('DELETE /api/session'))
  const actAs = async (post: string): Promise<void> => {
    const next = await act.run(post)
    if (!next) return
    enter(next)
    navigate('/')
  }
  const goAway = async (): Promise<void> => {
    await leave.run(undefined)
    window.location.assign('/')
  }
  return (
    <div className="popover-list">
      {session.posts.map((post) => (
        <button key={post.post} type="button" aria-current={post.post === session.post?.post} onClick={() => void actAs(post.post)}>
          <Icon name={post.post === session.post?.post ? 'tick' : 'person'} />
          {postName(post)}
        </button>
      ))}
      {links.map((link) => (
        <button key={link.to} type="button" onClick={() => navigate(link.to)}>
          <Icon name={link.icon} />
          {link.title}
        </button>
      ))}
      <button type="button" onClick={() => void goAway()}>
        <Icon name="leave" />
        退出登录
      </button>
    </div>
  )
}
