import { useEffect, useId, useRef, useState, type DragEvent, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { messageFor } from './problem-error.ts'
import { useNarrow } from './use-narrow.ts'

interface FilePickerProps<T> {
  /** “再拖文件进来，多少都行”. */
  label: string
  hint?: ReactNode
  /** As the input's `accept`: `.xlsx,.xls,.csv`, `image/*`. */
  accept?: string
  isMultiple?: boolean
  /** On a phone a button of its own takes a photo. */
  takesPhotos?: boolean
  /** Sends one file, telling progress 0–1: an `uploader` call. */
  send: (file: File, onProgress: (part: number) => void) => Promise<T>
  onSent: (answer: T, file: File) => void
}

interface Item {
  id: number
  file: File
  part: number
  error?: unknown
  isDone: boolean
  thumbnail: string | undefined
}

/** Files by dragging, choosing, pasting or photographing; each shows its progress, a picture its thumbnail, a failure why and 再传. */
export function FilePicker<T>({ label, hint, accept, isMultiple = true, takesPhotos = false, send, onSent }: FilePickerProps<T>) {
  const [items, setItems] = useState<readonly Item[]>([])
  const [isOver, setOver] = useState(false)
  const isNarrow = useNarrow()
  const nextId = useRef(1)
  const thumbnails = useRef<string[]>([])
  const inputId = useId()
  useEffect(() => () => thumbnails.current.forEach((address) => URL.revokeObjectURL(address)), [])

  const update = (id: number, change: Partial<Item>): void => setItems((all) => all.map((item) => (item.id === id ? { ...item, ...change } : item)))

  async function put(item: Item): Promise<void> {
    try {
      const answer = await send(item.file, (part) => update(item.id, { part }))
      update(item.id, { part: 1, isDone: true })
      onSent(answer, item.file)
    } catch (error) {
      update(item.id, { error })
    }
  }

  function add(files: Iterable<File>): void {
    const fresh = [...files].slice(0, isMultiple ? undefined : 1).map((file): Item => {
      const thumbnail = file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined
      if (thumbnail) thumbnails.current.push(thumbnail)
      return { id: nextId.current++, file, part: 0, isDone: false, thumbnail }
    })
    setItems((all) => [...all, ...fresh])
    for (const item of fresh) void put(item)
  }

  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    add(event.dataTransfer.files)
  }
  return (
    <div className="file-picker">
      <div
        className={`file-drop${isOver ? ' is-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        onPaste={(event) => add(event.clipboardData.files)}
      >
        <FileInput id={inputId} accept={accept} isMultiple={isMultiple} onFiles={add}>
          <Icon name="plus" /> {label}
        </FileInput>
        {takesPhotos && isNarrow ? (
          <FileInput id={`${inputId}-photo`} accept="image/*" isMultiple={false} takesPhoto onFiles={add}>
            <Icon name="camera" /> 拍一张
          </FileInput>
        ) : null}
      </div>
      {hint ? <p className="small ink3">{hint}</p> : null}
      <ul className="file-items">
        {items.map((item) => (
          <li key={item.id}>
            {item.thumbnail ? <img src={item.thumbnail} alt="" /> : <Icon name="file" />}
            <span className="file-name">{item.file.name}</span>
            {item.error === undefined ? (
              item.isDone ? (
                <span className="ink3">
                  <Icon name="tick" /> 传好了
                </span>
              ) : (
                <progress value={item.part} max={1} aria-label={`${item.file.name} 传了多少`} />
              )
            ) : (
              <>
                <span className="am small" role="alert">
                  {messageFor(item.error).detail}
                </span>
                <Button
                  size="row"
                  onClick={() => {
                    update(item.id, { error: undefined, part: 0 })
                    void put(item)
                  }}
                >
                  再传
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

interface FileInputProps {
  id: string
  accept: string | undefined
  isMultiple: boolean
  takesPhoto?: boolean
  onFiles: (files: Iterable<File>) => void
  children: ReactNode
}

function FileInput({ id, accept, isMultiple, takesPhoto = false, onFiles, children }: FileInputProps) {
  return (
    <label htmlFor={id} className="file-input">
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={isMultiple}
        {...(takesPhoto ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          // The same file may be chosen again after a failure.
          event.target.value = ''
        }}
      />
      <span>{children}</span>
    </label>
  )
}

interface ThumbnailsProps {
  items: readonly { key: string; src: string | undefined; title: string; note?: string; href: string }[]
  /** The empty place of what is still missing. */
  missing?: { title: string; note: string; onAdd: () => void } | undefined
}

/** Proof as small pictures with what they are and when; a click opens the original. */
export function Thumbnails({ items, missing }: ThumbnailsProps) {
  return (
    <ul className="thumbnails">
      {items.map((item) => (
        <li key={item.key}>
          <a href={item.href} target="_blank" rel="noreferrer">
            <span className="thumbnail">{item.src ? <img src={item.src} alt="" loading="lazy" /> : <Icon name="file" size={28} />}</span>
            <b className="small">{item.title}</b>
          </a>
          {item.note ? <span className="small ink3">{item.note}</span> : null}
        </li>
      ))}
      {missing ? (
        <li>
          <button type="button" className="thumbnail-missing" onClick={missing.onAdd}>
            <span className="thumbnail">
              <Icon name="plus" size={20} />
            </span>
            <b className="small">{missing.title}</b>
          </button>
          <span className="small ink3">{missing.note}</span>
        </li>
      ) : null}
    </ul>
  )
}
