import { createContext, useContext } from 'react'
import type { Role } from '#src/platform/http/endpoint.ts'

/** Who reads the page, in which post, over which place, at which date. */
export interface Here {
  /** YYYY-MM-DD; the fixed date of a demo or a replay. Never ask the computer for the day. */
  today: string
  isFixedDate: boolean
  town: string
  person: string
  post: string
  role: Role
  /** Path code of the post's place and its name: `aaaa`, 青柳. */
  division: string
  divisionName: string
  /** “青柳 · 民政专干”. */
  postName: string
}

const HereContext = createContext<Here | undefined>(undefined)

export const HereProvider = HereContext.Provider

/** The reader and the day, on any page inside the shell. */
export function useHere(): Here {
  const here = useContext(HereContext)
  if (!here) throw new Error('useHere outside the shell')
  return here
}
