import { z } from 'zod'

/** A sentence for the user, in both languages of the product. */
export const Text = z.object({ ja: z.string(), en: z.string() })
export type Text = z.infer<typeof Text>

export const Language = z.enum(['ja', 'en'])
export type Language = z.infer<typeof Language>

/** A stretch of a document's extracted text: UTF-16 offsets, end exclusive. */
export const Span = z.object({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative() })
export type Span = z.infer<typeof Span>
