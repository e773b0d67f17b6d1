import { CHECK_IDS } from "../checks/result.ts";
import { DEFAULTS } from "./merge.ts";
import { STATIC_CHECKS } from "./settings.ts";

/** What `--help` prints. A test holds it to the options there are. */
export const HELP = `vllm-upgrade-check: if this repository moves to another vLLM release, what breaks, where, and how do we get back?

Usage: vllm-upgrade-check [options]

What
  --root DIR              Repository to check (default: .)
  --from VERSION          Version in use today (default: what the pins say)
  --to TARGET             Version, specifier, latest, latest-patch or furthest-safe to judge (default: latest)
  --config FILE           Configuration file (default: .github/vllm-upgrade-check.yml or vllm-upgrade-check.yml)

How
  --python VERSION        Python the repository runs on (default: what it declares)
  --checks LIST           all, static or a list (default: all)
                          all: ${CHECK_IDS.join(", ")}
                          static: ${STATIC_CHECKS.join(", ")}
  --builds WHICH          auto, release or cpu (default: ${DEFAULTS.builds})
  --cpu-sources LIST      Places to look for a CPU build, in order (default: the built-in list)
  --model MODEL           Path or hub id for the inference check (default: the built-in tiny model)
  --timeout-minutes N     Minutes that one import or one generation may take (default: ${DEFAULTS["timeout-minutes"]})
  --upgrade-map WHETHER   true or false: judge the code on every later release too (default: ${DEFAULTS["upgrade-map"]})
  --advisories SOURCE     osv, off or the address of a service like OSV: known vulnerabilities (default: osv)
  --release-notes WHETHER true or false: read vLLM's release notes; needs GITHUB_TOKEN or GH_TOKEN (default: ${DEFAULTS["release-notes"]})

Strictness
  --fail-on WHICH         regression or any (default: ${DEFAULTS["fail-on"]})

Presentation
  --format FORMAT         text, markdown, json or sarif (default: text)
  --output FILE           File to write to (default: standard output)
  --rollback DIR          Folder to write rollback.patch and rollback-requirements.txt to (default: not written)
  --list-excluded         Name the files in which a break does not alarm (text; the other formats always do)
  --help, -h              This text
  --version               The version of this program

Exit status: 0 passes · 1 blocked by a finding · 2 could not tell, or bad usage
`;
