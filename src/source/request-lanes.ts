import type { Fetch } from "../platform/http.ts";

/** Requests at a time: enough to fill a line, few enough for any index. */
const LANES = 6;

interface Queue {
  free: number;
  readonly waiting: (() => void)[];
}

/** By what sends the requests: everything in a process that shares it shares the lanes. */
const queues = new WeakMap<Fetch, Queue>();

/** Does work that sends one request at a time as soon as a lane is free. First come, first served. */
export async function inLane<T>(fetch: Fetch, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(fetch) ?? { free: LANES, waiting: [] };
  queues.set(fetch, queue);
  if (queue.free > 0) queue.free -= 1;
  else await new Promise<void>((resolve) => queue.waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = queue.waiting.shift();
    if (next === undefined) queue.free += 1;
    else next();
  }
}
