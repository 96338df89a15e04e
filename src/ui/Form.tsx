import type { ComponentPropsWithRef } from 'react'

/** A form that hands itself in by Enter or its button and never leaves the page; what was typed stays with whoever keeps it. */
export function Form({ onSubmit, ...rest }: Omit<ComponentPropsWithRef<'form'>, 'onSubmit'> & { onSubmit: () => unknown }) {
  return (
    <form
      {...rest}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    />
  )
}
