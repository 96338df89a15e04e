import { rmSync } from 'node:fs'
import { demoDate } from '#src/commands/prepare-demo.ts'
import { collectInputs, type RunInput } from '#src/features/checks/index.ts'
import { readConfig } from '#src/platform/config.ts'
import { openInstallation } from '#src/platform/installation.ts'
import { fillWithSampleTown } from '../../tests/support/sample-installation.ts'
import { scratchFolder } from './scratch-folder.ts'

export interface SampleTowns {
  /** With every kind of wrong and look-alike. */
  planted: RunInput
  /** The same lists in the same order, and nothing wrong in them. */
  innocent: RunInput
}

/** Imports the sample town twice, as an office does, and lends `work` what a run would read of it. */
export async function withSampleTowns<T>(work: (towns: SampleTowns) => Promise<T>): Promise<T> {
  const rooms = { planted: scratchFolder(), innocent: scratchFolder() }
  try {
    return await work({ planted: await inputOfTown(rooms.planted, false), innocent: await inputOfTown(rooms.innocent, true) })
  } finally {
    for (const room of Object.values(rooms)) rmSync(room, { recursive: true, force: true })
  }
}

async function inputOfTown(folder: string, isInnocent: boolean): Promise<RunInput> {
  const installation = await openInstallation(folder, readConfig({}))
  try {
    await fillWithSampleTown(installation, 101, { isInnocent })
    return await collectInputs(installation, demoDate)
  } finally {
    await installation.close()
  }
}
