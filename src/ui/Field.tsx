import { useEffect, useId, useRef, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react'

interface FieldProps {
  label: ReactNode
  /** What is wrong with it, from `ProblemError.fields` or the page's own look. */
  error?: string | undefined
  hint?: ReactNode
  isRequired?: boolean
  /** The label stands left of the field (forms on a wide page) or above it. */
  layout?: 'above' | 'left'
  /** Gets the ids that tie the control to its label and words. */
  children: (ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined }) => ReactNode
}

/** A control with its label, hint and error, tied together for readers. */
export function Field({ label, error, hint, isRequired = false, layout = 'above', children }: FieldProps) {
  const id = useId()
  const words = error ?? hint
  return (
    <div className={`field field-${layout}`}>
      <label htmlFor={id}>
        {label}
        {isRequired ? <span className="ink3 small">（必填）</span> : null}
      </label>
      <div>
        {children({ id, 'aria-describedby': words ? `${id}-words` : undefined, 'aria-invalid': error ? true : undefined })}
        {words ? (
          <p id={`${id}-words`} className={`small ${error ? 'field-error' : 'ink3'}`} role={error ? 'alert' : undefined}>
            {words}
          </p>
        ) : null}
      </div>
    </div>
  )
}

/** A line of text. */
export function TextInput({ className = '', ...rest }: InputHTMLAttributes<HTMLInputElement>) {
  return <input type="text" className={`input ${className}`} {...rest} />
}

/** Several lines of text, growing with what is written. */
export function TextArea({ className = '', value, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const ref = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const box = ref.current
    if (!box) return
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight + 2}px`
  }, [value])
  return <textarea ref={ref} rows={2} className={`input ${className}`} value={value} {...rest} />
}

interface SelectInputProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> {
  options: readonly { value: string; title: string }[]
  /** First line while nothing is chosen: “请选”. */
  placeholder?: string
  onChange: (value: string) => void
}

/** One of a short list, by the browser's own control. For long lists with search use Ant Design's Select in the page. */
export function SelectInput({ options, placeholder, onChange, className = '', ...rest }: SelectInputProps) {
  return (
    <select className={`input ${className}`} onChange={(event) => onChange(event.target.value)} {...rest}>
      {placeholder === undefined ? null : <option value="">{placeholder}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.title}
        </option>
      ))}
    </select>
  )
}

interface CheckBoxProps {
  label: ReactNode
  isChecked: boolean
  isMixed?: boolean
  onChange: (isOn: boolean) => void
  /** Shows the label beside the box; else it is only read aloud. */
  isLabelled?: boolean
  note?: ReactNode
  isDisabled?: boolean
  /** In a grid the cell cursor ticks, so Tab passes by. */
  isOutOfTabs?: boolean
}

/** A box to tick. */
export function CheckBox({ label, isChecked, isMixed = false, onChange, isLabelled = false, note, isDisabled = false, isOutOfTabs = false }: CheckBoxProps) {
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = isMixed
  }, [isMixed])
  return (
    <label className="check-box">
      <input
        ref={ref}
        type="checkbox"
        checked={isChecked}
        disabled={isDisabled}
        tabIndex={isOutOfTabs ? -1 : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={isLabelled ? '' : 'unseen'}>
        {label}
        {note ? <span className="small ink3 check-box-note">{note}</span> : null}
      </span>
    </label>
  )
}
