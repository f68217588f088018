/** yakkan as a library: read, judge and compare agreements. */
export { type Analyzed, type AnalyzeOptions, analyze, analyzeDocument } from './analyze.js'
export { type Compared, type CompareOptions, compare, compareAnalyzed } from './compare.js'
export { loadLibrary } from './library/library.js'
export type { Analysis, Finding } from './model/analysis.js'
export type { Change, Comparison } from './model/comparison.js'
export { YakkanError } from './model/failure.js'
