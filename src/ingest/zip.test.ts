import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { MAX_INFLATED_BYTES, MAX_INFLATION_RATIO, MAX_ZIP_ENTRIES } from './limits.js'
import { openZip } from './zip.js'

const MIB = 1024 * 1024
const zeros = (size: number): Uint8Array => new Uint8Array(size)
const code = (act: () => unknown): string => {
  try {
    act()
    return 'none'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}
const open = (bytes: Uint8Array) => openZip(bytes, 'x.docx', 'DOCX')
/** Offset of the directory's entry for the only file of an archive. */
const directoryOf = (zip: Uint8Array): number => new DataView(zip.buffer).getUint32(zip.length - 6, true)

describe('opening a ZIP', () => {
  test('gives entries by name', () => {
    const zip = open(zipSync({ 'word/a.xml': Buffer.from('<a/>'), 'b.bin': [zeros(10), { level: 0 }] }))
    expect(zip.names).toEqual(['word/a.xml', 'b.bin'])
    expect(Buffer.from(zip.bytes('word/a.xml')!).toString()).toBe('<a/>')
    expect(zip.bytes('b.bin')).toEqual(zeros(10))
    expect(zip.bytes('c')).toBeNull()
    expect(zip.has('c')).toBe(false)
  })

  test('reads names in UTF-8 and in Shift_JIS', () => {
    const zip = zipSync({ 'xxxx.txt': Buffer.from('a'), '契約/第2版.txt': Buffer.from('b') })
    // 規約 in Shift_JIS, in the directory and before the bytes themselves.
    const name = Buffer.from([0x8b, 0x4b, 0x96, 0xf1])
    for (let at = Buffer.from(zip).indexOf('xxxx'); at >= 0; at = Buffer.from(zip).indexOf('xxxx')) zip.set(name, at)
    expect(open(zip).names).toEqual(['規約.txt', '契約/第2版.txt'])
  })

  test('counts entries', () => {
    const many = (count: number) =>
      zipSync(Object.fromEntries(Array.from({ length: count }, (_, k) => [`e${k}`, zeros(0)])))
    expect(code(() => open(many(MAX_ZIP_ENTRIES)))).toBe('none')
    expect(code(() => open(many(MAX_ZIP_ENTRIES + 1)))).toBe('inflates-too-far')
  })

  test('looks at the ratio past the first MiB', () => {
    expect(code(() => open(zipSync({ a: zeros(MIB) })))).toBe('none')
    expect(code(() => open(zipSync({ a: zeros(MIB + 1) })))).toBe('inflates-too-far')
    // Random bytes do not shrink, so that the entry stays below the ratio.
    const mixed = Buffer.concat([
      Buffer.from(Array.from({ length: 40_000 }, (_, k) => (k * 7919) % 251)),
      zeros(2 * MIB),
    ])
    const zip = zipSync({ a: [mixed, { level: 9 }] })
    expect(code(() => open(zip))).toBe(
      mixed.length > MAX_INFLATION_RATIO * (zip.length - 100) ? 'inflates-too-far' : 'none',
    )
  })

  test('adds up what entries say they inflate to', () => {
    const zip = zipSync({ a: [zeros(100), { level: 0 }] })
    const at = directoryOf(zip)
    new DataView(zip.buffer).setUint32(at + 24, MAX_INFLATED_BYTES + 1, true)
    expect(code(() => open(zip))).toBe('inflates-too-far')
  })

  test('stops inflating where the directory lies', () => {
    const zip = zipSync({ a: zeros(4 * MIB) })
    const view = new DataView(zip.buffer)
    view.setUint32(directoryOf(zip) + 24, 1000, true)
    expect(code(() => open(zip).bytes('a'))).toBe('damaged')
    view.setUint32(directoryOf(zip) + 24, 0, true)
    expect(open(zip).bytes('a')).toEqual(zeros(0))
  })

  test.each([
    ['nothing', zeros(0)],
    ['a text', Buffer.from('PK\x03\x04 and then no directory at all, only words')],
    ['an archive cut off', zipSync({ a: Buffer.from('x'.repeat(1000)) }).slice(0, -30)],
  ])('refuses %s', (_, bytes) => {
    expect(code(() => open(bytes))).toBe('damaged')
  })

  test('refuses offsets outside of the file, encrypted entries and entries that share their bytes', () => {
    const bytes = zipSync({ a: [zeros(200), { level: 0 }], b: [zeros(200), { level: 0 }] })
    const view = new DataView(bytes.buffer)
    const first = directoryOf(bytes)
    const flags = view.getUint16(first + 8, true)
    view.setUint16(first + 8, flags | 1, true)
    expect(code(() => open(bytes))).toBe('encrypted')
    view.setUint16(first + 8, flags, true)
    view.setUint32(first + 42, 0xfffffff0, true)
    expect(code(() => open(bytes))).toBe('damaged')
    view.setUint32(first + 42, 0, true)
    view.setUint32(first + 20, bytes.length - 100, true)
    expect(code(() => open(bytes))).toBe('inflates-too-far')
  })
})
