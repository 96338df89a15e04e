import { lazy, type ComponentType } from 'react'
import type { MenuKey } from './menu.ts'

export interface PageRoute {
  /** As wouter reads it: `/leads/:lead`. The page takes its params with `useParams`. */
  path: string
  /** Stands in the top bar until the page sets its own `PageHead`. */
  title: string
  /** The menu entry that is lit. */
  menu?: MenuKey
  page: ComponentType
}

/** A page that is fetched when it is first opened. */
function page(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }))
}

/** The map of all pages. Adding one: docs/how-to/add-a-page.md. */
export const routes: readonly PageRoute[] = [
  ...(import.meta.env.DEV || import.meta.env.VITE_GALLERY
    ? [{ path: '/gallery', title: '样板', page: page(() => import('./Gallery.tsx').then((m) => m.Gallery)) }]
    : []),
]
