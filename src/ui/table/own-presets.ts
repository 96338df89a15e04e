import { ownName } from '../use-draft.ts'
import type { Preset } from './columns.ts'

/** One's own presets of a table, newest first; anything unreadable counts as none. */
export function readOwnPresets(id: string): readonly Preset[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(ownName('columns', id)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isPreset) : []
  } catch {
    return []
  }
}

/** Keeps them on this machine. Where the store is full or switched off they last as long as the page. */
export function keepOwnPresets(id: string, presets: readonly Preset[]): void {
  try {
    localStorage.setItem(ownName('columns', id), JSON.stringify(presets))
  } catch {
    // Nothing else depends on it.
  }
}

function isPreset(value: unknown): value is Preset {
  const preset = value as Partial<Preset> | null
  return typeof preset?.key === 'string' && typeof preset.title === 'string' && Array.isArray(preset.columns)
}
