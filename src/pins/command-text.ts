const COMMAND =
  /(?:^|[\n;|&(])[ \t]*(?:(?:sudo|[A-Za-z_]\w{0,60}=[^\s;|&(]*)[ \t]+){0,5}(?:[\w.~-]*\/){0,10}(?:pip3?|uvx?|pipx|python3?|conda|mamba|docker|podman|git)\s/;

/** Whether a line of a text is a command that installs, pulls or clones. */
export function isCommand(text: string): boolean {
  return COMMAND.test(text);
}
