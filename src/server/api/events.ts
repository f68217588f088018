import { createRoute, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { mustBe, type Service } from '../context.js'
import { HEARTBEAT_SECONDS } from '../limits.js'
import { routes } from './routes.js'
import { REFUSALS } from './shapes.js'

/** What happens to the workspace's versions, as it happens. */
export function eventRoutes(service: Service) {
  const api = routes()
  api.openapi(
    createRoute({
      method: 'get',
      path: '/events',
      tags: ['documents'],
      summary: 'Progress of reading and comparing, as server-sent events',
      responses: {
        200: { description: 'Events named `version`', content: { 'text/event-stream': { schema: z.string() } } },
        ...REFUSALS,
      },
    }),
    (c) => {
      const { workspaceId } = mustBe(c, 'reader')
      c.header('x-accel-buffering', 'no')
      return streamSSE(c, async (stream) => {
        await new Promise<void>((resolve) => {
          const unwatch = service.events.watch(workspaceId, (event) => {
            void stream.writeSSE({ event: 'version', data: JSON.stringify(event) })
          })
          const beat = setInterval(() => void stream.write(': \n\n'), HEARTBEAT_SECONDS * 1000)
          void stream.writeSSE({ event: 'ready', data: '{}' })
          stream.onAbort(() => {
            unwatch()
            clearInterval(beat)
            resolve()
          })
        })
      }) as never
    },
  )
  return api
}
