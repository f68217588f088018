/** A thread that does to its pool what the worst of files might do to it. */
export default async function work(task) {
  switch (task.path) {
    case 'dies':
      process.exit(7)
      break
    case 'throws':
      throw new Error('out of range')
    case 'hangs':
      for (;;);
    case 'eats': {
      const eaten = []
      for (;;) eaten.push(new Array(1_000_000).fill(eaten.length))
    }
    default:
      return { kind: 'other-bytes' }
  }
}
