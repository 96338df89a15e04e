import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Dialog } from '#src/ui/Dialog.tsx'
import { onSignedOut } from '#src/ui/problem-error.ts'
import { LoginForm } from './LoginForm.tsx'
import { useEnter } from './session.ts'

/** Asks to sign in over the page when the session has ended; what was typed stays where it is. Another person starts afresh. */
export function SignInAgain({ person }: { person: string | null }) {
  const [isOpen, setOpen] = useState(false)
  const queries = useQueryClient()
  const enter = useEnter()
  useEffect(() => onSignedOut(() => setOpen(true)), [])
  if (!isOpen) return null
  return (
    <Dialog title="登录过期了，写的内容还在">
      <p className="ink2">{person ? `请 ${person} 再登录一次，接着做。` : '请再登录一次，接着做。'}</p>
      <LoginForm
        onEntered={(session) => {
          setOpen(false)
          if (session.person === person) void queries.invalidateQueries()
          else enter(session)
        }}
      />
    </Dialog>
  )
}
