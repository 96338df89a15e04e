import type { Locator, Page } from 'playwright-core'

const acts = ['click', 'dblclick', 'fill', 'press', 'check', 'uncheck', 'selectOption', 'setInputFiles'] as const

export interface Steps {
  /** Acts so far: each click, field filled, key pressed, choice made, file given. */
  count: () => number
  /** Stops counting, prints `steps: WHAT N (at most M)`, returns N. */
  said: (what: string, most: number) => number
}

/** Counts what a person does on these pages from now on, whoever of the story's code does it: looking and waiting are no acts. */
export function countSteps(...pages: readonly Page[]): Steps {
  let n = 0
  const restore: (() => void)[] = []
  const [first] = pages
  if (first) {
    const prototype = Object.getPrototypeOf(first.locator('body')) as Record<string, (this: Locator, ...given: unknown[]) => unknown>
    for (const act of acts) {
      const own = prototype[act]
      if (!own) throw new Error(`Playwright has no ${act}`)
      prototype[act] = function counted(this: Locator, ...given: unknown[]) {
        if (pages.includes(this.page())) n += 1
        return own.apply(this, given)
      }
      restore.push(() => (prototype[act] = own))
    }
  }
  for (const { keyboard } of pages) {
    const own = keyboard.press.bind(keyboard)
    keyboard.press = (...given) => {
      n += 1
      return own(...given)
    }
    restore.push(() => (keyboard.press = own))
  }
  return {
    count: () => n,
    said: (what, most) => {
      for (const back of restore) back()
      process.stdout.write(`steps: ${what} ${n} (at most ${most})\n`)
      return n
    },
  }
}
