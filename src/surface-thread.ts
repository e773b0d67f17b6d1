import { parentPort, workerData } from "node:worker_threads";
import { type KeptRelease, readSurface } from "./analysis/read-surface.ts";
import { loadPythonParser } from "./platform/syntax-parsers.ts";

/** A thread that reads what releases accept (`workerData`: the action's root): parsing them takes a second that other checks can use. */
const parse = loadPythonParser(workerData);

parentPort?.on("message", async (release: KeptRelease) => {
  parentPort?.postMessage(await readSurface(release, await parse));
});
