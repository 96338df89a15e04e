import { LoginForm } from './LoginForm.tsx'
import { useEnter } from './session.ts'

/** The door. The address stays, so that after signing in the person is where the link pointed. */
export function LoginPage({ town }: { town: string | null }) {
  const enter = useEnter()
  return (
    <main className="door">
      <title>登录 - 兜底</title>
      <div className="door-card">
        <h1>
          <b>兜底</b> {town ? <span className="ink2">{town}</span> : null}
        </h1>
        <p className="ink2">社会救助规范管理专项整治</p>
        <LoginForm onEntered={enter} />
        <p className="small ink3">没有账号或忘了口令，请找镇民政办管账号的同事。连续 5 次不对会锁 15 分钟。</p>
      </div>
    </main>
  )
}
