import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { Key } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

export interface PageKey {
  /** As `KeyboardEvent.key`: `j`, `Enter`, `/`, `1`. */
  key: string
  /** What it does, in words for the overlay: “下一条”. */
  does: string
  /** Returning false lets the browser have the key. */
  run: (event: KeyboardEvent) => void | false
}

let layers: readonly { id: number; keys: readonly PageKey[] }[] = []
let nextId = 1
const listeners = new Set<() => void>()

function change(next: typeof layers): void {
  layers = next
  for (const listener of listeners) listener()
}

/** True where a key belongs to what is being typed. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type)
}

function handle(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (isTyping(event.target) && event.key !== 'Escape') return
  // An open dialog has the keyboard for itself.
  if (document.querySelector('dialog[open]')) return
  if ((event.key === 'Enter' || event.key === ' ') && event.target instanceof HTMLElement && event.target.closest('a,button,summary,input')) return
  for (const layer of [...layers].reverse()) {
    const found = layer.keys.find((each) => each.key === event.key)
    if (found && found.run(event) !== false) {
      event.preventDefault()
      return
    }
  }
}

/**
 * Keys of a page, live while the component is shown; what was added last goes first. They rest while something is typed
 * (but Escape), while Chinese is being composed and while a dialog is open.
 */
export function usePageKeys(keys: readonly PageKey[]): void {
  const latest = useRef(keys)
  useLayoutEffect(() => {
    latest.current = keys
  })
  const shape = keys.map((each) => `${each.key} ${each.does}`).join('\n')
  // With the paint, not after it: a key pressed at the first sight of the page counts.
  useLayoutEffect(() => {
    const id = nextId++
    const live = latest.current.map(({ key, does }, at) => ({ key, does, run: (event: KeyboardEvent) => latest.current[at]?.run(event) }))
    if (layers.length === 0) window.addEventListener('keydown', handle)
    change([...layers, { id, keys: live }])
    return () => {
      change(layers.filter((layer) => layer.id !== id))
      if (layers.length === 0) window.removeEventListener('keydown', handle)
    }
  }, [shape])
}

/** The overlay behind `?`: every key that works on the page at this moment. */
export function KeysOverlay({ onClose }: { onClose: () => void }) {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => layers,
  )
  const seen = new Map<string, string>()
  for (const layer of [...shown].reverse()) for (const each of layer.keys) if (!seen.has(each.key)) seen.set(each.key, each.does)
  return (
    <Dialog title="这一页的快捷键" onClose={onClose}>
      <dl className="keys-list">
        {[...seen].map(([key, does]) => (
          <div key={key}>
            <dt>
              <Key>{wordOfKey(key)}</Key>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

function wordOfKey(key: string): string {
  const words: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', ' ': '空格' }
  return words[key] ?? key
}
