import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadCheckCatalog } from '#src/features/checks/check-catalog.ts'
import { citedRules, hashCitedRules, lawHashFile } from '#src/features/checks/law-articles.ts'

// npm run law-hashes [-- FOLDER]: reads every cited article from the folder of law texts and writes its hash.
const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = process.argv[2] ?? join(root, '..', 'shared', 'law')
if (!existsSync(folder)) {
  process.stderr.write(`没有找到法规文本：${folder}。用法：npm run law-hashes -- <法规文件夹>\n`)
  process.exit(1)
}
const cited = citedRules(loadCheckCatalog(join(root, 'catalog')))
const { hashes, missing } = hashCitedRules(folder, cited)
writeFileSync(join(root, lawHashFile), `${JSON.stringify(hashes, null, 2)}\n`)
process.stdout.write(`${cited.length - missing.length} / ${cited.length} → ${lawHashFile}\n`)
for (const each of missing) process.stderr.write(`${each}\n`)
process.exit(missing.length === 0 ? 0 : 1)
