import { register } from 'tsx/esm/api'

/** The same thread when the service runs from its sources: it has to learn TypeScript first. Not part of the build. */
register()
const { default: work } = await import('./worker.ts')

export default work
