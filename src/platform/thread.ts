import { once } from "node:events";
import { Worker } from "node:worker_threads";

/**
 * Work for a thread of its own, so that this one can go on: one request after the other, in the order in which they come. The thread
 * starts with the first, and does not keep the process alive.
 *
 * @param file a module that answers each message with one
 * @param data its `workerData`
 * @returns rejects with what the module throws; the next request starts a new thread
 */
export function openThread<Request, Answer>(file: string, data: unknown): (request: Request) => Promise<Answer> {
  let thread: Worker | undefined;
  const start = () => {
    const started = new Worker(file, { workerData: data });
    started.on("error", () => {
      if (thread === started) thread = undefined;
    });
    return started;
  };
  const ask = async (request: Request): Promise<Answer> => {
    thread ??= start();
    const asked = thread;
    asked.ref();
    try {
      asked.postMessage(request);
      // Rejects when the thread ends by an error.
      const [answer] = await once(asked, "message");
      return answer;
    } finally {
      asked.unref();
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    const answer = last.then(() => ask(request));
    last = answer.catch(() => undefined);
    return answer;
  };
}
