import type { ClassSource } from "../classes/class-source.ts";
import type { Classes } from "../classes/classes.ts";
import type { ServeOption } from "../surface.ts";
import { asText } from "../values/operations.ts";
import type { Call, Evaluate, Scope } from "../values/scope.ts";
import { NONE, pythonSource, UNKNOWN, type Value } from "../values/value.ts";
import { takesFields } from "./config-class.ts";
import type { ParserDialect } from "./dialect.ts";
import { CONFIG } from "./field-arguments.ts";
import { optionDeprecation } from "./option-deprecation.ts";

/** An option, and the class of what it takes. */
export interface FoundOption {
  readonly option: ServeOption;
  readonly config: ClassSource | undefined;
  /** Its value could be an object: it is not a number or a fixed word. */
  readonly free: boolean;
}

/** What `parser.add_argument(…)` adds; `undefined` for a positional argument. */
export function serveOption(
  call: Call,
  scope: Scope,
  dialect: ParserDialect,
  classes: Classes,
  evaluate: Evaluate,
): FoundOption | undefined {
  const given = call.args.flatMap((arg) => asText(arg) ?? []).filter((name) => name.startsWith("-"));
  const names = [...given.filter((name) => name.startsWith("--")), ...given.filter((name) => !name.startsWith("--"))];
  const [first] = names;
  if (first === undefined) return undefined;
  for (const [short, long] of dialect.rewritten) if (names.includes(long) && !names.includes(short)) names.push(short);
  const keyword = (name: string) => call.keywords.get(name);
  const form = formOf(keyword("action"), keyword("nargs"), classes);
  const choices = choicesOf(keyword("choices"));
  const standard = keyword("default") ?? (call.open ? UNKNOWN : unsetDefault(keyword("action")));
  const source = pythonSource(standard);
  const deprecated = optionDeprecation(first, call, classes, evaluate);
  const config = configFrom(keyword(CONFIG), keyword("type"), classes);
  const plain = keyword("type");
  const free =
    form === "value" &&
    choices === undefined &&
    !(plain?.kind === "unknown" && /^(int|float|str)$/.test(typeName(call, scope)));
  return {
    config,
    free,
    option: {
      names,
      negations: form === "boolean" ? negations(names, dialect) : [],
      destination: asText(keyword("dest") ?? { kind: "none" }) ?? first.replace(/^-+/, "").replaceAll("-", "_"),
      form,
      file: scope.module.file,
      line: scope.module.line(call.node.start),
      ...(choices === undefined ? {} : { choices }),
      ...(source === undefined ? {} : { default: source }),
      ...(deprecated === undefined ? {} : { deprecated }),
      ...(config === undefined ? {} : { config: config.name }),
    },
  };
}

/** The name written after `type=`. */
function typeName(call: Call, scope: Scope): string {
  return /\btype\s*=\s*([\w.]+)/.exec(scope.module.source(call.node))?.[1] ?? "";
}

/** What argparse sets where an option is not given and has no `default=`. */
function unsetDefault(action: Value | undefined): Value {
  const name = action?.kind === "text" ? action.text : "store";
  return name === "store_true" || name === "store_false" ? { kind: "truth", truth: name === "store_false" } : NONE;
}

const SWITCHES = /^(store_true|store_false|store_const|append_const|count)$/;

function formOf(action: Value | undefined, nargs: Value | undefined, classes: Classes): ServeOption["form"] {
  if (action?.kind === "text" && SWITCHES.test(action.text)) return "switch";
  if (action !== undefined && isSwitchWithNegation(action, classes)) return "boolean";
  if (nargs?.kind === "text") return nargs.text === "?" ? "optional-value" : "values";
  return nargs?.kind === "number" && nargs.number !== 1 ? "values" : "value";
}

function isSwitchWithNegation(action: Value, classes: Classes): boolean {
  if (action.kind === "external") return action.path === "argparse.BooleanOptionalAction";
  return action.kind === "class" && classes.foreignBases(action.class).includes("argparse.BooleanOptionalAction");
}

function negations(names: readonly string[], dialect: ParserDialect): string[] {
  const long = names.filter((name) => name.startsWith("--"));
  const inverses = long.flatMap((name) =>
    [...dialect.inverses].flatMap(([prefix, inverse]) =>
      name.startsWith(prefix) ? inverse + name.slice(prefix.length) : [],
    ),
  );
  return [...long.map((name) => `--no-${name.slice(2)}`), ...inverses];
}

function choicesOf(value: Value | undefined): string[] | undefined {
  if (value?.kind !== "list") return undefined;
  const words = value.items.map((item) =>
    item.kind === "none" ? "None" : item.kind === "truth" ? undefined : asText(item),
  );
  const known = words.filter((word) => word !== undefined);
  return known.length === words.length && known.length > 0 ? [...new Set(known)] : undefined;
}

function configFrom(config: Value | undefined, type: Value | undefined, classes: Classes): ClassSource | undefined {
  if (config?.kind === "class") return config.class;
  // `type=CompilationConfig.from_cli`
  const of = type?.kind === "function" ? type.of : type?.kind === "class" ? type.class : undefined;
  return of !== undefined && takesFields(of, classes) ? of : undefined;
}
