import { advisoriesCheck } from "./advisories.ts";
import type { Check } from "./check.ts";
import { codeCheck } from "./code.ts";
import { configurationCheck } from "./configuration.ts";
import { dependenciesCheck } from "./dependencies.ts";
import { importCheck } from "./import.ts";
import { inferenceCheck } from "./inference.ts";
import { pinsCheck } from "./pins.ts";
import { pipCheckCheck } from "./pip-check.ts";
import { releaseCheck } from "./release.ts";
import type { CheckId } from "./result.ts";
import { rollbackCheck } from "./rollback.ts";
import { versionCheck } from "./version.ts";

/** Every check, in the order it runs and is reported. The rollback is last: it takes the target's environment apart. */
export const CHECKS: readonly Check[] = [
  pinsCheck,
  releaseCheck,
  advisoriesCheck,
  dependenciesCheck,
  codeCheck,
  configurationCheck,
  pipCheckCheck,
  importCheck,
  versionCheck,
  inferenceCheck,
  rollbackCheck,
];

/** The checks that run in an environment; without them nothing is installed. */
export const ENVIRONMENT_CHECKS: readonly CheckId[] = ["pip-check", "import", "version", "inference", "rollback"];
