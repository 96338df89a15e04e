import type { Work } from '../../platform/events.ts'
import { implement, type Feature } from '../../platform/http/server.ts'
import { notFound } from '../../platform/problems.ts'
import { sendTask } from '../../platform/tasks.ts'
import { declareMonth, listKeptMonths, withdrawMonth } from './kept-months.ts'
import { findLedger } from './catalog.ts'
import { api } from './contract.ts'
import { importTask } from './import-task.ts'
import { listBatches, listLedgers, listRemarks } from './list-batches.ts'
import { readLedger, readSourceRows } from './read-ledger.ts'
import { readUpload } from './read-upload.ts'
import { templateOf } from './template.ts'
import { addUpload, dropUpload, endUpload, getUpload, listUploads } from './uploads.ts'
import { withdrawBatch } from './withdraw-batch.ts'

/** What follows when a batch is withdrawn, in features that this one does not know. */
export interface LedgerPorts {
  withdrawn: (work: Work, gone: { batch: string; file: string }) => Promise<void>
}

export function ledgerRoutes(ports: LedgerPorts): Feature {
  return implement(api, {
    'GET /api/ledgers': ({ work, actor }) => work(async (unit) => ({ ledgers: await listLedgers(unit, actor.scope) })),
    'GET /api/ledgers/{ledger}': ({ installation, actor, params, query }) => readLedger(installation, actor, { ...params, ...query }),

    'GET /api/kept-months': ({ work, query }) => work((unit) => listKeptMonths(unit, query.ledger)),
    'POST /api/kept-months': ({ work, body }) => work((unit) => declareMonth(unit, body)),
    'DELETE /api/kept-months': ({ work, query }) => work((unit) => withdrawMonth(unit, query)),
    'GET /api/ledgers/{ledger}/template': ({ params }) => {
      const definition = findLedger(params.ledger)
      if (!definition) throw notFound('这本台账')
      return Promise.resolve(templateOf(definition))
    },

    'POST /api/uploads': async ({ work, installation, query, bytes }) => {
      const content = await bytes()
      return work(async (unit) => ({ upload: await addUpload(unit, installation.folder, { name: query.name, bytes: content }) }))
    },

    'GET /api/uploads': ({ work }) => work(async (unit) => ({ uploads: await listUploads(unit) })),
    'POST /api/uploads/{upload}/reading': ({ installation, actor, params, body }) => readUpload(installation, actor, { upload: params.upload, choices: body }),
    'DELETE /api/uploads/{upload}': ({ work, installation, params }) => work((unit) => dropUpload(unit, installation.folder, params.upload)),

    'POST /api/imports': ({ work, installation, body }) =>
      work(async (unit) => {
        const files = []
        for (const { upload, choices } of body.files) {
          const found = await getUpload(unit, installation.folder, upload)
          files.push({ path: found.path, name: found.file, choices, ...(choices.mapping ? { mapping: choices.mapping } : {}) })
          await endUpload(unit, upload, 'imported')
        }
        return { task: await sendTask(unit, importTask, { files, mayAddDivisions: body.addDivisions }) }
      }),

    'GET /api/batches': ({ work }) => work(async (unit) => ({ batches: await listBatches(unit) })),
    'GET /api/batches/{batch}/remarks': ({ work, params }) => work((unit) => listRemarks(unit, params.batch)),
    'POST /api/batches/{batch}/withdrawal': ({ work, params, body }) =>
      work(async (unit) => {
        const { file, ...counts } = await withdrawBatch(unit, { batch: params.batch, reason: body.reason })
        await ports.withdrawn(unit, { batch: params.batch, file })
        return counts
      }),
    'GET /api/source-rows': ({ installation, actor, query }) => readSourceRows(installation, actor, query),
  })
}
