import { createRoute, z } from '@hono/zod-openapi'
import { Fit, PackAnswer, PackResult } from '../../model/analysis.js'
import { Text } from '../../model/text.js'
import { RiskClass, shippedPacks } from '../../packs/pack.js'
import { listedRisks } from '../../packs/risk-classes.js'
import { loadSelfCheck, SelfCheckAnswers, scoreSelfCheck } from '../../packs/self-check.js'
import { StoreError } from '../../store/failure.js'
import type { WorkspaceStore } from '../../store/store.js'
import { type Service, workspaceOf } from '../context.js'
import { ServerError } from '../failure.js'
import { workspaceJudging } from '../house.js'
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
      const { ownPacks } = await workspaceJudging(service.library, workspaceOf(c, service, 'reader'))
      const packs = [...shippedPacks(), ...ownPacks].map(({ id, name, source, legal }) => ({ id, name, source, legal }))
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
                risk_list: z.array(
                  z.object({
                    id: z.string(),
                    name: Text,
                    answered: z.enum(['yes', 'partly', 'no']),
                    by: z.array(z.object({ requirement: z.string(), result: PackAnswer })),
                  }),
                ),
                contradictions: z.array(
                  z.object({
                    requirement: z.string(),
                    documents: z.array(z.string()),
                    seen: z.array(z.string()),
                    prevails: z.string().nullable(),
                  }),
                ),
                /** What the organisation needs against what is stated; null where the house rules name no need. */
                fit: z.array(Fit).nullable(),
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
      const judging = await workspaceJudging(service.library, workspace)
      const pack = [...shippedPacks(), ...judging.ownPacks].find((p) => p.id === id)
      if (!pack) throw new StoreError('not-found', id)
      const answers = await providerAnswers(workspace, pack, judging)
      const providers = answers.map(({ provider, documents, results, risks, contradictions, fit }) => ({
        provider,
        documents,
        results,
        risks,
        risk_list: listedRisks(pack, results),
        contradictions: contradictions.map(({ requirement, documents, seen, prevails }) => ({
          requirement,
          documents,
          seen,
          prevails,
        })),
        fit,
      }))
      return c.json({ providers }, 200)
    },
  )

  const SelfCheckShape = z.object({
    answers: SelfCheckAnswers,
    /** When and by whom they were given last; null while nobody has answered. */
    at: z.string().nullable(),
    by: z.string().nullable(),
    sections: z.array(
      z.object({
        section: z.string(),
        yes: z.number().int(),
        no: z.number().int(),
        open: z.number().int(),
        of: z.number().int(),
        reached: z.boolean().nullable(),
        verdict: Text.nullable(),
        advice: z.array(z.object({ question: z.string(), ask: Text, advice: Text })),
      }),
    ),
    stage: z.object({ id: z.string(), name: Text, means: Text, next: Text }).nullable(),
  })
  const answered = async (workspace: WorkspaceStore) => {
    const check = loadSelfCheck()
    const stored = await workspace.selfChecks.read(check.id)
    return { ...stored, ...scoreSelfCheck(check, stored.answers) }
  }

  api.openapi(
    createRoute({
      method: 'get',
      path: '/self-check',
      tags,
      summary: 'What the organisation answered about itself, scored, with advice',
      responses: { 200: json(SelfCheckShape, 'The answers and their score'), ...REFUSALS },
    }),
    async (c) => c.json(await answered(workspaceOf(c, service, 'reader')), 200),
  )

  api.openapi(
    createRoute({
      method: 'put',
      path: '/self-check',
      tags,
      summary: 'Answer the self-check; replaces earlier answers',
      request: { body: { content: { 'application/json': { schema: z.object({ answers: SelfCheckAnswers }) } } } },
      responses: { 200: json(SelfCheckShape, 'The answers and their score'), ...REFUSALS },
    }),
    async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const check = loadSelfCheck()
      const known = new Set(check.sections.flatMap((s) => s.questions.map((q) => q.id)))
      const { answers } = c.req.valid('json')
      const unknown = Object.keys(answers).find((id) => !known.has(id))
      if (unknown !== undefined) throw new ServerError(422, 'bad-request', `answers.${unknown}`, { why: unknown })
      await workspace.selfChecks.replace(check.id, answers)
      return c.json(await answered(workspace), 200)
    },
  )

  return api
}
