import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link } from 'wouter'
import { Icon, type IconName } from './Icon.tsx'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  /** `primary` fills: one at a time on a page. `lead` is its outlined form for rows. `danger` is filled red, for a call that must be made now. */
  kind?: 'plain' | 'primary' | 'lead' | 'danger' | 'link'
  size?: 'row' | 'usual' | 'large'
  icon?: IconName | undefined
  isBusy?: boolean | undefined
  type?: 'button' | 'submit'
  children: ReactNode
}

/** A button with a verb and its consequence: “导入 312 人（另有 18 行待修正）”, never “确定”. */
export function Button({ kind = 'plain', size = 'usual', icon, isBusy = false, type = 'button', className = '', disabled, children, ...rest }: ButtonProps) {
  return (
    // oxlint-disable-next-line react/button-has-type
    <button type={type} className={`btn btn-${kind} btn-${size} ${className}`} disabled={disabled || isBusy} aria-busy={isBusy || undefined} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
    </button>
  )
}

/** A link that looks like a button. */
export function ButtonLink({ to, kind = 'plain', size = 'usual', icon, children }: { to: string } & Pick<ButtonProps, 'kind' | 'size' | 'icon' | 'children'>) {
  return (
    <Link href={to} className={`btn btn-${kind} btn-${size}`}>
      {icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
    </Link>
  )
}

/** A key as printed on the keyboard. */
export function Key({ children }: { children: ReactNode }) {
  return <kbd className="key">{children}</kbd>
}
