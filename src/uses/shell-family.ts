import { dockerfiles } from "./docker/dockerfile.ts";
import { documents } from "./document/document.ts";
import { dotenvFiles } from "./dotenv/dotenv.ts";
import { makefiles } from "./makefile/makefile.ts";
import type { UseReader } from "./reader.ts";
import { shellFiles } from "./shell/shell-files.ts";
import { systemdUnits } from "./systemd/systemd.ts";
import { workflows } from "./workflow/workflows.ts";

/** Readers of files whose commands a shell runs, or that set variables. Workflows are YAML: they come before its readers. */
export const shellFamily: readonly UseReader[] = [
  workflows,
  dockerfiles,
  makefiles,
  systemdUnits,
  dotenvFiles,
  documents,
  shellFiles,
];
