import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

/** The folder with package.json. */
export const root = path.join(import.meta.dirname, '../..')

const entry = z.object({
  version: z.string().optional(),
  /** Given where a package stands under another name than its own. */
  name: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  dev: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  devDependencies: z.record(z.string(), z.string()).optional(),
})

const lockFile = z.object({ lockfileVersion: z.number(), packages: z.record(z.string(), entry) })

/** As much of a package-lock.json as the tests ask about. `packages` has folders as keys; '' is the root. */
export type LockFile = z.infer<typeof lockFile>

export async function readLockFile(file = path.join(root, 'package-lock.json')): Promise<LockFile> {
  return lockFile.parse(JSON.parse(await readFile(file, 'utf8')))
}

/** The name under which a folder of node_modules is imported. */
export function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/** The environment for an npm in another folder: without what an `npm test` around us says about this one. */
export function npmEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|INIT_CWD$|NODE_ENV$)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)))
}
