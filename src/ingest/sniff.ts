import type { Format } from '../model/document.js'
import { PDF_HEADER_WITHIN } from './limits.js'

/** Tells what a file is by its content. */
export function sniff(bytes: Uint8Array): Format {
  const head = Buffer.from(bytes.subarray(0, PDF_HEADER_WITHIN)).toString('latin1')
  if (head.includes('%PDF-')) return 'pdf'
  if (head.startsWith('PK')) return 'docx'
  if (/<!doctype html|<html|<body|<div|<p>|<table/i.test(head)) return 'html'
  return 'markdown'
}
