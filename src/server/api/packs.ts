import { createRoute, z } from '@hono/zod-openapi'
import { PackResult } from '../../model/analysis.js'
import { Text } from '../../model/text.js'
import { pickPacks, RiskClass, shippedPacks } from '../../packs/pack.js'
import { StoreError } from '../../store/failure.js'
import { type Service, workspaceOf } from '../context.js'
import { homeCountry } from '../house-rules-text.js'
import { providerAnswers } from '../requirements.js'
import { routes } from './routes.js'
import { json, REFUSALS } from './shapes.js'

const tags = ['packs']

/** Requirement packs, and how each provider answers them. */
export function packRoutes(service: Service) {
  const api = routes()

  api.openapi(
    createRoute({
      method: 'get',
      path: '/packs',
      tags,
      summary: 'The requirement packs',
      responses: {
        200: json(
          z.object({ packs: z.array(z.object({ id: z.string(), name: Text, source: Text, legal: z.boolean() })) }),
          'By id',
        ),
        ...REFUSALS,
      },
    }),
    async (c) => {
      workspaceOf(c, service, 'reader')
      const packs = shippedPacks().map(({ id, name, source, legal }) => ({ id, name, source, legal }))
      return c.json({ packs }, 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/packs/{pack}/providers',
      tags,
      summary: "How each provider's documents together answer a pack",
      request: { params: z.object({ pack: z.string().openapi({ param: { name: 'pack', in: 'path' } }) }) },
      responses: {
        200: json(
          z.object({
            providers: z.array(
              z.object({
                provider: z.string(),
                documents: z.array(z.object({ id: z.string(), name: z.string() })),
                results: z.array(PackResult),
                risks: z.array(
                  z.object({
                    risk: RiskClass,
                    open: z.number().int(),
                    of: z.number().int(),
                    requirements: z.array(z.string()),
                  }),
                ),
              }),
            ),
          }),
          'By provider',
        ),
        ...REFUSALS,
      },
    }),
    async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const id = c.req.valid('param').pack
      const packs = shippedPacks()
      if (!packs.some((p) => p.id === id)) throw new StoreError('not-found', id)
      const { house_rules } = await workspace.settings.read()
      const answers = await providerAnswers(workspace, pickPacks(packs, [id])[0]!, homeCountry(house_rules))
      const providers = answers.map(({ provider, documents, results, risks }) => ({
        provider,
        documents,
        results,
        risks,
      }))
      return c.json({ providers }, 200)
    },
  )

  return api
}
