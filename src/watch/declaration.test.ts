import { describe, expect, it } from 'vitest'
import { fromOpenTerms } from './declaration.js'

describe('declarations of Open Terms Archive', () => {
  it('takes over addresses, selectors and removals, and names filters it does not know', () => {
    const { watched, notices } = fromOpenTerms({
      name: 'Nagori Cloud',
      terms: {
        'Terms of Service': {
          fetch: 'https://nagori.example/terms',
          select: ['main', { startAfter: 'h1', endBefore: 'footer' }],
          remove: '.share',
          filter: ['removeTrackingLinks'],
          executeClientScripts: true,
        },
        'Privacy Policy': {
          select: 'article',
          combine: [
            { fetch: 'https://nagori.example/privacy/1' },
            { fetch: 'https://nagori.example/privacy/2', select: '#b' },
          ],
        },
      },
    })
    expect(watched).toMatchObject([
      {
        provider: 'Nagori Cloud',
        name: 'Terms of Service',
        kind: 'terms',
        sources: [
          {
            address: 'https://nagori.example/terms',
            select: ['main', { startAfter: 'h1', endBefore: 'footer' }],
            remove: ['.share'],
            needs_browser: true,
          },
        ],
      },
      {
        name: 'Privacy Policy',
        kind: 'privacy',
        sources: [
          { address: 'https://nagori.example/privacy/1', select: ['article'] },
          { address: 'https://nagori.example/privacy/2', select: ['#b'] },
        ],
      },
    ])
    expect(notices.map((n) => [n.code, n.place])).toEqual([['unknown-filter', 'Nagori Cloud Terms of Service']])
  })

  it('reads older declarations, whose terms are called documents', () => {
    const { watched } = fromOpenTerms({
      name: 'X',
      documents: { 'Terms of Service': { fetch: 'https://x.example', select: 'main' } },
    })
    expect(watched).toHaveLength(1)
  })

  it.each([[{}], [{ name: 'X', terms: { T: { select: 'main' } } }], ['text']])('refuses %j', (json) => {
    expect(() => fromOpenTerms(json)).toThrow()
  })
})
