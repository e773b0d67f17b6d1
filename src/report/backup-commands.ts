import { argumentPath, type Step } from "./rollback-commands.ts";
import { shellCommand, shellWord } from "./shell.ts";

/**
 * What to keep before the upgrade is rolled out, so that there is something to go back to: the commit, and what is installed or
 * deployed now, which may not be what the files say.
 *
 * @param commit one that holds the current release
 */
export function backupCommands(
  versions: { readonly current: string; readonly target: string },
  commit: string,
  steps: readonly Step[],
): string[] {
  const name = `vllm-${versions.current}`;
  const deployed = steps.flatMap((step) => savedState(step, name));
  return [shellCommand("git", "tag", `${name}-before-${versions.target}`, commit), ...new Set(deployed)];
}

function savedState({ installer, place }: Step, name: string): string[] {
  const into = (command: string, file: string) => [`${command} > ${shellWord(file)}`];
  switch (installer) {
    case "pip":
    case "conda":
      return into("python -m pip freeze", `${name}-freeze.txt`);
    case "uv-pip":
    case "uv-project":
      return into("uv pip freeze", `${name}-freeze.txt`);
    case "kubectl":
      return into(
        shellCommand("kubectl", "get", "--filename", argumentPath(place.file), "--output", "yaml"),
        `${name}-live.yaml`,
      );
    case "helm":
      return into('helm get values "$RELEASE"', `${name}-values.yaml`);
    // The lock, the image's tag and the compose file say it.
    case "uv-script":
    case "poetry":
    case "pdm":
    case "pipenv":
    case "docker":
    case "apptainer":
    case "compose":
      return [];
  }
}
