import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the service counts, for Prometheus. */
export class Metrics {
  readonly registry = new Registry()
  readonly requests = new Counter({
    name: 'yakkan_http_requests_total',
    help: 'Answers given, by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    registers: [this.registry],
  })
  readonly seconds = new Histogram({
    name: 'yakkan_http_request_seconds',
    help: 'Time to an answer, by route',
    labelNames: ['route'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers: [this.registry],
  })
  readonly jobs = new Counter({
    name: 'yakkan_jobs_total',
    help: 'Jobs done, by kind and outcome',
    labelNames: ['kind', 'outcome'] as const,
    registers: [this.registry],
  })
  readonly jobSeconds = new Histogram({
    name: 'yakkan_job_seconds',
    help: 'Time of one job in its thread, by kind',
    labelNames: ['kind'] as const,
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120],
    registers: [this.registry],
  })

  constructor(queued: () => Promise<number>) {
    collectDefaultMetrics({ register: this.registry })
    new Gauge({
      name: 'yakkan_jobs_waiting',
      help: 'Jobs that wait or run',
      registers: [this.registry],
      async collect() {
        this.set(await queued())
      },
    })
  }
}
