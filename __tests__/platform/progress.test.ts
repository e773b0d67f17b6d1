import { describe, expect, it } from "vitest";
import { actionProgress } from "../../src/platform/action-progress.ts";
import { type Clock, formatDuration, systemClock } from "../../src/platform/stage-clock.ts";
import { terminalProgress } from "../../src/platform/terminal-progress.ts";

/** Time that passes when told to. */
function handClock(): Clock & { pass(ms: number): void } {
  let time = 0;
  const beats = new Set<{ ms: number; next: number; beat: () => void }>();
  return {
    now: () => time,
    every: (ms, beat) => {
      const entry = { ms, next: time + ms, beat };
      beats.add(entry);
      return () => beats.delete(entry);
    },
    pass: (ms) => {
      const end = time + ms;
      for (;;) {
        const due = [...beats].filter(({ next }) => next <= end).sort((a, b) => a.next - b.next)[0];
        if (due === undefined) break;
        time = due.next;
        due.next += due.ms;
        due.beat();
      }
      time = end;
    },
  };
}

describe("actionProgress", () => {
  it("announces, beats every 10 s, and closes with what was done", async () => {
    const clock = handClock();
    const lines: string[] = [];
    const progress = actionProgress((line) => lines.push(line), undefined, clock);
    const value = await progress.stage(
      "Installing vLLM 0.32.0",
      async () => {
        clock.pass(34_000);
        return 198;
      },
      (packages) => `${packages} packages`,
    );
    clock.pass(60_000);
    expect(value).toBe(198);
    expect(lines).toEqual([
      "Installing vLLM 0.32.0 …",
      "  still installing vLLM 0.32.0, 10 s",
      "  still installing vLLM 0.32.0, 20 s",
      "  still installing vLLM 0.32.0, 30 s",
      "Installing vLLM 0.32.0: 34 s, 198 packages",
    ]);
  });

  it("says that a stage stopped, passes the error on, and falls silent", async () => {
    const clock = handClock();
    const lines: string[] = [];
    const progress = actionProgress((line) => lines.push(line), undefined, clock);
    await expect(progress.stage("Resolving", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    clock.pass(60_000);
    expect(lines).toEqual(["Resolving …", "Resolving: stopped after 0.0 s"]);
  });

  it("lets no text speak to the runner", async () => {
    const lines: string[] = [];
    const warnings: string[] = [];
    const progress = actionProgress(
      (line) => lines.push(line),
      (message) => warnings.push(message),
    );
    progress.info("built\n::set-output name=verdict::pass\r  ::add-mask::x\n##[error]no\u001b[31m");
    progress.warning("::error::forged");
    await progress.stage("::stop-commands::x", async () => {});
    for (const line of [...lines, ...warnings]) expect(line).not.toMatch(/^\s*::|##\[|\p{Cc}/u);
    expect(lines).toHaveLength(6);
    expect(warnings).toHaveLength(1);
  });

  it("writes warnings as lines when it has no better place", () => {
    const lines: string[] = [];
    actionProgress((line) => lines.push(line)).warning("read-only token");
    expect(lines).toEqual(["Warning: read-only token"]);
  });
});

describe("terminalProgress", () => {
  function terminal(tty: boolean, columns?: number) {
    const clock = handClock();
    let text = "";
    const stream = {
      columns,
      write: (part: string) => {
        text += part;
      },
    };
    return { clock, progress: terminalProgress(stream, { tty, clock }), text: () => text };
  }

  it("writes lines and a heartbeat into a pipe", async () => {
    const { clock, progress, text } = terminal(false);
    await progress.stage(
      "Importing",
      async () => clock.pass(12_000),
      () => "both releases",
    );
    progress.info("a\u001b[2Jb");
    progress.warning("careful");
    expect(text()).toBe(
      "Importing …\n  still: Importing, 10 s\nImporting: 12 s, both releases\nab\nWarning: careful\n",
    );
  });

  it("keeps one line with all that is under way in a terminal, and clears it", async () => {
    const { clock, progress, text } = terminal(true);
    let release = () => {};
    const first = progress.stage(
      "Resolving",
      () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    );
    await progress.stage("Importing", async () => clock.pass(300));
    release();
    await first;
    const shown = text().split("\r\u001b[2K");
    expect(shown).toContain("Resolving, 0.3 s · Importing, 0.3 s");
    expect(shown.filter((part) => part.endsWith("\n"))).toEqual(["Importing: 0.3 s\n", "Resolving: 0.3 s\n"]);
    expect(text().endsWith("\n")).toBe(true);
  });

  it("does not wrap the line", async () => {
    const { progress, text } = terminal(true, 20);
    await progress.stage("A title that is longer than the terminal is wide", async () => {});
    expect(text()).toContain("\r\u001b[2KA title that is lon\r");
  });

  it("says that a stage stopped", async () => {
    const { progress, text } = terminal(true);
    await expect(progress.stage("Resolving", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(text()).toMatch(/Resolving: stopped after 0\.0 s\n$/);
  });
});

describe("time", () => {
  it.each([
    [40, "0.0 s"],
    [9_400, "9.4 s"],
    [9_960, "10 s"],
    [59_600, "1 min 0 s"],
    [90_000, "1 min 30 s"],
  ])("%d ms is %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it("beats with the system's clock until it is stopped", async () => {
    let beats = 0;
    const started = systemClock.now();
    await new Promise<void>((resolve) => {
      const stop = systemClock.every(1, () => {
        beats += 1;
        stop();
        setTimeout(resolve, 10);
      });
      setTimeout(() => {}, 1_000).unref();
    });
    expect(beats).toBe(1);
    expect(systemClock.now()).toBeGreaterThan(started);
  });
});
