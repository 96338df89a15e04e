import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { generatedFiles } from './generated.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
for (const [path, text] of Object.entries(generatedFiles())) writeFileSync(join(root, path), text)
