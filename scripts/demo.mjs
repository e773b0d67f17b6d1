// `npm run demo`: judges a real upgrade of a real example repository, and keeps the comment that a pull request would get; then one
// whose configuration breaks.
// Needs Python 3.11 or later, git and some GB of disk; no token, no GPU, no model hub.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const example = join("examples", "chat-service");
const comment = join(project, "build", "demo", "comment.md");
const [from, to] = ["0.31.0", "0.32.0"];

console.log(`If ${example} moves from vLLM ${from} to ${to}, what breaks, where, and how do we get back?\n`);
mkdirSync(dirname(comment), { recursive: true });
const { status } = spawnSync(
  process.execPath,
  [
    join(project, "dist", "cli.js"),
    ...["--root", join(project, example), "--from", from, "--to", to],
    ...["--format", "markdown", "--output", comment],
  ],
  { stdio: "inherit" },
);
if (status === 0 || status === 1) {
  const file = relative(process.cwd(), comment);
  console.log(`\nOn a pull request this would be the comment: ${file}`);
  silentBreak();
  console.log(`One that is blocked, in seconds: node dist/cli.js --root examples/held-back --from 0.23.0 --to 0.24.0`);
  console.log(`One whose code breaks: node dist/cli.js --root examples/invoice-fields --from 0.11.2 --to 0.26.0`);
}
process.exitCode = status ?? 2;

/** An upgrade whose worst breaks nobody sees: in seconds, with nothing installed. */
function silentBreak() {
  const server = join("examples", "model-server");
  console.log(`\nAnd ${server} from vLLM 0.10.2 to 0.18.1, where some of what breaks is silent:\n`);
  spawnSync(
    process.execPath,
    [
      join(project, "dist", "cli.js"),
      ...["--root", join(project, server), "--from", "0.10.2", "--to", "0.18.1", "--checks", "configuration"],
    ],
    { stdio: "inherit" },
  );
}
