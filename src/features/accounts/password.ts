import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

// OWASP's second choice of parameters for Argon2id: 19 MiB, two passes.
const parameters = { parallelism: 1, memory: 19 * 1024, passes: 2, tagLength: 32 }

function derive(password: string, nonce: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', { ...parameters, message: Buffer.from(password.normalize('NFKC')), nonce }, (error, key) =>
      error ? reject(error) : resolve(Buffer.from(key)),
    )
  })
}

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  return `argon2id$${nonce.toString('base64url')}$${(await derive(password, nonce)).toString('base64url')}`
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, nonce = '', key = ''] = stored.split('$')
  const expected = Buffer.from(key, 'base64url')
  const found = await derive(password, Buffer.from(nonce, 'base64url'))
  return expected.length === found.length && timingSafeEqual(expected, found)
}
