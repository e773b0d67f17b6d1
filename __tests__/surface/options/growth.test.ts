import { expect, test } from "vitest";
import { cpuTimer } from "../../support/cpu-time.ts";
import { makeArgParser, optionsOf, surfaceOf } from "./release.ts";

const again = (count: number, line: string) => `${line}\n`.repeat(count);

// Values that double with each statement, or hold themselves many times over: the time to read them must not.
test.each([
  ["a list of itself twice", `x = [1, 1]\n${again(60, "x = [*x, *x]")}`],
  ["a list added to itself", `x = [1, 1]\n${again(60, "x += x")}`],
  ["a list added up", `x = [1, 1]\n${again(60, "x = x + x")}`],
  ["a list extended by itself", `x = [1, 1]\n${again(60, "x.extend(x)")}`],
  ["arguments handed on", `x = [1, 1]\n${again(60, "x = list([*x, *x])")}f(*x, *x)\n`],
  ["a text added to itself", `x = "aa"\n${again(60, "x = x + x")}`],
  ["a text put in itself", `x = "aa"\n${again(60, 'x = f"{x}{x}"')}`],
  ["a text joined", `x = "aa"\n${again(60, "x = x.join([x, x, x])")}`],
  ["a text replaced by itself", `x = "aa"\n${again(60, 'x = x.replace("a", x)')}`],
  ["a list of long texts", `t = "aa"\n${again(14, "t = t + t")}x = [t, t]\n${again(12, "x = [*x, *x]")}`],
  ["a list that holds itself", `x = [1]\n${again(40, "x.append(x)")}`],
  [
    "a dictionary that holds itself",
    `x = {"a": 1}\n${Array.from({ length: 60 }, (_, at) => `x["k${at}"] = x\n`).join("")}y = copy.deepcopy(x)\n`,
  ],
])("%s", async (_, lines) => {
  const spent = cpuTimer();
  const options = await optionsOf(`
import copy
import { cpuTimer } from "../../support/cpu-time.ts";
${lines}
parser.add_argument("--x", default=x, choices=x, help=str(x))
parser.add_argument("--last")`);
  expect(Object.keys(options)).toEqual(["--x", "--last"]);
  expect(spent()).toBeLessThan(2000);
});

test("names that stand for each other, and literals of themselves", async () => {
  const spent = cpuTimer();
  const { options } = await surfaceOf({
    "vllm/entrypoints/openai/cli_args.py": makeArgParser(
      `
kwargs = get_kwargs(Config)
parser.add_argument("--mode", **kwargs["mode"])
parser.add_argument("--one", type=One)`,
      `
One = Two
Two = One
Mode = Literal[${"Mode, ".repeat(30)}"a"]

@dataclass
class Config(One):
    mode: Mode = "a"
    other: One = None
`,
    ),
  });
  expect(options.map(({ names }) => names[0])).toEqual(["--mode", "--one"]);
  expect(spent()).toBeLessThan(2000);
});
