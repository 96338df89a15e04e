import { useSyncExternalStore } from 'react'

let phone: MediaQueryList | undefined
const phoneQuery = (): MediaQueryList => (phone ??= window.matchMedia('(max-width: 760px)'))

/** True on a phone: lists become cards, the side menu becomes a bar at the foot. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      phoneQuery().addEventListener('change', listener)
      return () => phoneQuery().removeEventListener('change', listener)
    },
    () => phoneQuery().matches,
  )
}

/** True while the browser says there is a network. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener)
      window.addEventListener('offline', listener)
      return () => {
        window.removeEventListener('online', listener)
        window.removeEventListener('offline', listener)
      }
    },
    () => navigator.onLine,
  )
}
