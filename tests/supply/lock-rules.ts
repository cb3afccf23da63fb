import { nameOf, type LockFile } from './packages.js'

/** Packages that have an install script. None of them needs it, and .npmrc keeps npm from running any. */
const UNUSED_INSTALL_SCRIPTS = ['@apollo/protobufjs', '@prisma/engines', 'prisma']

/** The one package that may stand in the place of another: it is empty. */
const STAND_IN = '@favware/skip-dependency'

/**
 * What is wrong with a lock file, a line each: packages that npm could not check against a digest, that come from
 * elsewhere than the npm registry, under a name that is not theirs, or that would run a script to be installed.
 */
export function problemsOf(lock: LockFile): string[] {
  const problems = lock.lockfileVersion === 3 ? [] : [`lockfileVersion is ${lock.lockfileVersion}, not 3`]
  for (const [folder, entry] of Object.entries(lock.packages)) {
    const declared = { ...entry.dependencies, ...entry.devDependencies }
    for (const [name, wanted] of Object.entries(declared)) {
      if (wanted.startsWith(`npm:${STAND_IN}@`)) continue
      // A range of versions, or a tag. All else names a place: git:, https:, file:, github's owner/name, another name.
      if (/[:/]/.test(wanted)) problems.push(`${folder || 'package.json'}: wants ${name} from ${wanted}`)
    }
    if (folder === '') continue

    const name = nameOf(folder)
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? '')) problems.push(`${folder}: no sha512 digest`)
    const above = folder.slice(0, folder.lastIndexOf('/node_modules/'))
    if (folder.includes('/node_modules/') && !(above in lock.packages)) problems.push(`${folder}: below no package`)
    if (entry.link === true) problems.push(`${folder}: a link, not a package`)
    if (entry.name !== undefined && entry.name !== name && entry.name !== STAND_IN) {
      problems.push(`${folder}: is ${entry.name}`)
    }
    const address = `https://registry.npmjs.org/${entry.name ?? name}/-/`
    if (entry.resolved !== undefined && !entry.resolved.startsWith(address)) {
      problems.push(`${folder}: from ${entry.resolved}`)
    }
    if (entry.hasInstallScript === true && !UNUSED_INSTALL_SCRIPTS.includes(name)) {
      problems.push(`${folder}: has an install script, which nothing runs`)
    }
  }
  return problems
}
