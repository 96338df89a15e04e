import { strFromU8, strToU8, unzipSync } from 'fflate'
import { packZip } from './pack-zip.ts'
import { decodeXml } from './xml-text.ts'
