import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newInstallation } from '../../../tests/support/database.ts'
import { fileOfHash } from '../../platform/attachments.ts'
import { commandLineActor, perform } from '../../platform/installation.ts'
import { writeWorkbook } from '../../platform/files/write-workbook.ts'
import { runNextTask, sendTask } from '../../platform/tasks.ts'
import { createInstallation } from '../accounts/index.ts'
import { importTask } from './import-task.ts'
import { addUpload, dropUpload, endUpload, getUpload, sweepUploads } from './uploads.ts'

const actor = commandLineActor()
const bytesOf = (name: string): Uint8Array =>
  writeWorkbook({
    sheets: [
      {
        name: 'Sheet1',
        title: '2026年9月低保金发放表',
        columns: ['社区', '姓名', '发放金额', '所属月份'].map((heading) => ({ heading, width: 12, kind: 'text' as const })),
        rows: [['青柳社区', name, '681.00', '2026-09']],
      },
    ],
  })

test('Uploaded bytes stay while the clerk or an import still has to read them, and go after it: of what was imported the original alone is kept, of the same list once more nothing', async () => {
  const installation = await newInstallation()
  const act = <T>(run: Parameters<typeof perform<T>>[2]): Promise<T> => perform(installation, actor, run)
  await act((work) => createInstallation(work, { town: '青禾镇', communities: ['青柳社区'] }))
  const { folder } = installation
  const waiting = (): string[] => readdirSync(join(folder.work, 'uploads')).flatMap((part) => readdirSync(join(folder.work, 'uploads', part)))
  const originals = (): string[] => readdirSync(folder.originals).flatMap((part) => readdirSync(join(folder.originals, part)))
  const sweep = () => act((work) => sweepUploads(work, folder))
  const add = (bytes: Uint8Array) => act((work) => addUpload(work, folder, { name: '低保金发放表.xlsx', bytes }))
  const send = (upload: string) =>
    act(async (work) => {
      const { path, file } = await getUpload(work, folder, upload)
      await endUpload(work, upload, 'imported')
      return sendTask(work, importTask, { files: [{ path, name: file, choices: {} }], mayAddDivisions: false })
    })

  const bytes = bytesOf('周桂兰')
  const [first, twice] = [await add(bytes), await add(bytes)]
  await act((work) => dropUpload(work, folder, twice))
  expect(waiting()).toHaveLength(1)
  await send(first)
  expect(await sweep()).toBe(0)
  expect(await runNextTask(installation, [importTask])).toBe(true)
  expect(await sweep()).toBe(1)
  expect(waiting()).toEqual([])
  const [sha256 = ''] = originals()
  expect(readFileSync(fileOfHash(folder.originals, sha256))).toEqual(Buffer.from(bytes))

  // The same list as another program saves it: nothing is taken, so nothing of it is kept.
  const path = join(folder.work, 'saved.csv')
  writeFileSync(path, '社区,姓名,发放金额,所属月份\r\n青柳社区,周桂兰,681.00,2026-09\r\n')
  const again = await act(({ actor: by, tx, clock }) =>
    sendTask({ actor: by, tx, clock }, importTask, { files: [{ path, name: '2026年9月低保金发放表.csv', choices: {} }], mayAddDivisions: false }),
  )
  await runNextTask(installation, [importTask])
  const task = await act(({ tx }) => tx.selectFrom('task').select('result').where('task_id', '=', again).executeTakeFirstOrThrow())
  expect(task.result).toMatchObject({ files: [{ state: 'duplicate' }] })
  expect(originals()).toEqual([sha256])
})
