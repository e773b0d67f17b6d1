import { isShell } from "./inner-shell.ts";
import { baseName, pythonServer, serverAt } from "./program.ts";
import type { TracedWord } from "./traced-word.ts";
import { isWrapper } from "./wrappers.ts";

/**
 * Programs that run a command behind options of their own, too many to know: it begins where a program stands that is known.
 */
const LAUNCHERS = new Set(
  (
    "uv uvx pipx poetry pdm pipenv hatch rye pixi conda mamba micromamba xargs parallel watch script flock srun mpirun mpiexec " +
    "torchrun accelerate deepspeed nsys ncu rocprof rocprofv2 rocprofv3 py-spy strace ltrace gdb perf valgrind memray viztracer " +
    "coverage opentelemetry-instrument ddtrace-run doppler infisical op aws-vault apptainer singularity enroot chroot unshare " +
    "systemd-run start-stop-daemon ray sky kubectl oc docker podman nerdctl docker-compose podman-compose lxc su runuser " +
    "tmux screen cgexec prlimit tsp sbatch salloc bsub qsub daemonize firejail bwrap nix nix-shell direnv mise beam " +
    "with-contenv s6-setuidgid chpst"
  ).split(" "),
);

export function isLauncher(program: string): boolean {
  return LAUNCHERS.has(program);
}

/** Where the command begins that a launcher runs, or -1. */
export function commandIn(words: readonly TracedWord[]): number {
  return words.findIndex((word, index) => {
    if (index === 0) return false;
    if (serverAt(words, index) !== undefined) return true;
    const program = baseName(word.value.text);
    // `torchrun -m`, `uv run -m`, `accelerate launch -m`: the launcher is Python itself.
    if (word.value.text === "-m" && pythonServer(words, index) !== undefined) return true;
    const next = words[index + 1]?.value.text ?? "";
    if (isShell(program)) return next.startsWith("-") || next === "";
    if (program === "docker" || program === "podman" || program === "nerdctl") return next === "run";
    // `kubectl exec`: words of a shell's own are subcommands here.
    return program === "curl" || (isWrapper(program) && !/^(?:exec|command|builtin|coproc|time)$/.test(program));
  });
}
