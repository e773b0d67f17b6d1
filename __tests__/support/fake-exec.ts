import type { Exec, ExecOptions, ExecResult } from "../../src/platform/exec.ts";

export interface Call {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: ExecOptions;
}

type Answer = Partial<ExecResult> | undefined;

/**
 * The process seam, played: `answer` says what each command ends with; without an answer the command is not there
 * (`ENOENT`). Every call is kept.
 */
export function fakeExec(answer: (call: Call) => Answer | Promise<Answer>): Exec & { readonly calls: Call[] } {
  const calls: Call[] = [];
  const exec: Exec = async (command, args, options) => {
    const call = { command, args: [...args], options };
    calls.push(call);
    const result = await answer(call);
    if (result === undefined) throw Object.assign(new Error(`spawn ${command} ENOENT`), { code: "ENOENT" });
    return ended(result);
  };
  return Object.assign(exec, { calls });
}

/** The result of a command that ran; exit status 0 and silence unless said otherwise. */
export function ended(over: Partial<ExecResult> = {}): ExecResult {
  return { exitCode: 0, signal: null, stdout: "", stderr: "", timedOut: false, durationMs: 1, ...over };
}

/** The value after an option on a command line. */
export function optionOf(args: readonly string[], name: string): string | undefined {
  const position = args.indexOf(name);
  return position === -1 ? undefined : args[position + 1];
}
