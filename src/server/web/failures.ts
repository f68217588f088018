import type { VersionRow } from '../../store/tables.js'
import type { Failure } from '../analysis/task.js'
import { FailureShape } from '../api/shapes.js'

/** Why a version could not be read; null when it could. */
export function failureOf(version: VersionRow): Failure | null {
  return version.failure === null ? null : FailureShape.parse(JSON.parse(version.failure))
}
