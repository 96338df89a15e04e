import { readConfig } from './platform/config.ts'
import { sweepUploads } from './features/ledgers/index.ts'
import { openInstallation, perform, systemActor } from './platform/installation.ts'
import { assertDistinctKinds, requeueInterrupted, runNextTask } from './platform/tasks.ts'
import { taskKinds } from './tasks.ts'

// The child of `npm start`: imports and runs. It may die; its parent starts it again and its task goes on.
const [, , dataPath = ''] = process.argv
const config = readConfig()
const installation = await openInstallation(dataPath, config)
if (installation.isOwner) {
  await installation.close()
  process.exit(1)
}
const kinds = taskKinds({ isRunFollowing: config.isRunFollowing })
assertDistinctKinds(kinds)
await requeueInterrupted(installation)
const sweep = (): Promise<number> => perform(installation, systemActor(), (work) => sweepUploads(work, installation.folder))
await sweep()
let isStopping = false
const stop = (): void => {
  isStopping = true
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
process.on('disconnect', stop)
while (!isStopping) {
  const hadWork = await runNextTask(installation, kinds)
    .then(async (had) => {
      if (had) await sweep()
      return had
    })
    .catch((error: unknown) => {
      installation.log.error({ err: error }, 'worker loop')
      return false
    })
  if (!hadWork) await new Promise((resolve) => setTimeout(resolve, 200))
}
await installation.close()
process.exit(0)
