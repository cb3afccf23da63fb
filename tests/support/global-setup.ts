import { prepareTemplate } from './embedded-template.js'

/** Once before all test files. */
export default async function setup(): Promise<void> {
  await prepareTemplate()
}
