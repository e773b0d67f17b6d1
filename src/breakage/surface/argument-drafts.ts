import type { Surface } from "../../surface/surface.ts";
import type { Use } from "../../uses/use.ts";
import { announcement } from "./announcement.ts";
import { type Comparison, compareArgument } from "./compare-argument.ts";
import { jsonObject, leavingKeys, nested } from "./config-values.ts";
import type { Draft } from "./draft.ts";
import type { Argument } from "./read-arguments.ts";
import { configFieldSubject } from "./subjects/config-field.ts";
import { optionSubject } from "./subjects/option.ts";

interface Releases {
  readonly current: Surface;
  readonly target: Surface;
}

/** How an argument is spoken of: as a flag of a command line, as a key of a `--config` file. */
export interface Manner {
  readonly use: Pick<Use, "certainty" | "quiet" | "format">;
  readonly rule: "flag-gone" | "config-key-gone";
  /** "`--swap-space`", "The key `swap-space`". */
  readonly called: string;
}

/** What the target refuses of an argument that the current release takes, or announces to leave. */
export function argumentDrafts(argument: Argument, releases: Releases, manner: Manner): Draft[] {
  if (!argument.accepted) return [];
  const { target } = releases;
  const comparison = compareArgument(argument, releases);
  const differing = differenceDraft(argument, comparison, releases, manner);
  if (differing !== undefined) return [differing];
  const deprecated = comparison.target?.option.deprecated;
  return [
    ...keyDrafts(argument, comparison, releases, manner),
    ...(deprecated === undefined || manner.use.quiet !== undefined
      ? []
      : [
          {
            ...base(argument, manner),
            rule: "setting-deprecated",
            what: announcement(manner.called, target.version, deprecated),
            gone: false,
          } as const,
        ]),
  ];
}

function base(argument: Argument, { use }: Manner) {
  const { word, resolved } = argument;
  return { place: word.place, use, subject: optionSubject(resolved.name) };
}

function differenceDraft(
  argument: Argument,
  { difference }: Comparison,
  { target }: Releases,
  manner: Manner,
): Draft | undefined {
  const { rule, called } = manner;
  const { resolved } = argument;
  const shared = base(argument, manner);
  const by = `\`vllm serve\` of ${target.version}`;
  switch (difference?.kind) {
    case undefined:
      return undefined;
    case "gone": {
      const exact = resolved.exact ? "" : ` (it stands for \`${resolved.name}\`)`;
      return {
        // What another writing of a living option stood for has no history of its own.
        ...{ ...shared, rule, gone: !shared.subject.has(target) },
        what: `${called}${exact} is gone: ${by} refuses it and exits.`,
        otherwise: "Leave it out.",
        written: writtenName(argument),
      };
    }
    case "ambiguous": {
      const now = difference.names.slice(0, 5).map((name) => `\`${name}\``);
      const meant = resolved.exact ? `${called} is gone` : `${called} is short for \`${resolved.name}\``;
      const what = `${meant}; for ${by} it is the beginning of ${now.join(", ")} and refused.`;
      return { ...shared, rule, gone: !shared.subject.has(target), what, effect: "Write the name in full." };
    }
    case "other": {
      const why = "The parser does not refuse it: see whether it still means what was meant.";
      return {
        ...{ ...shared, rule, gone: !shared.subject.has(target), least: { severity: "warning", why } },
        what: `${called} is not \`${resolved.name}\` any more: ${by} takes it as short for \`${difference.name}\`.`,
      };
    }
    case "form":
      return {
        ...{ ...shared, rule: "flag-form-changed", gone: false },
        what: `${called} has another form for ${by}: ${difference.why}.`,
      };
    case "value": {
      const choices = difference.choices.slice(0, 20).map((choice) => `\`${choice}\``);
      const why = "The current release does not list what it takes, so this may be no change.";
      return {
        ...{ ...shared, rule: "flag-value-gone", gone: false, data: { value: difference.value } },
        what: `${called} does not take \`${difference.value}\` any more: ${by} takes ${choices.join(", ")}.`,
        ...(difference.certain ? {} : { least: { severity: "warning", why } }),
      };
    }
  }
}

/** As it is written at the place, without a value. */
function writtenName({ word, resolved }: Argument): string {
  const name = word.text.split("=")[0] ?? "";
  return resolved.exact && resolved.path === undefined ? name : "";
}

/** The keys of a JSON argument. */
function keyDrafts(argument: Argument, { target: after }: Comparison, releases: Releases, manner: Manner): Draft[] {
  const { resolved, values, word } = argument;
  const text = resolved.value ?? values[0]?.text;
  if (resolved.option.config === undefined || text === undefined) return [];
  const given = resolved.path === undefined ? jsonObject(text) : nested(resolved.path, jsonObject(text) ?? text);
  const classes = { current: resolved.option.config, target: after?.option.config };
  const place = resolved.path === undefined && values[0] !== undefined ? values[0].place : word.place;
  const { version } = releases.target;
  return leavingKeys(given, classes, releases).flatMap(({ owner, field, path, deprecated }): Draft[] => {
    const subject = configFieldSubject(owner, field);
    const shared = { place, use: manner.use, subject, data: { option: resolved.name } } as const;
    const key = `\`${path.join(".")}\` of ${manner.called.replace(/^The/, "the")}`;
    if (deprecated !== undefined) {
      if (manner.use.quiet !== undefined) return [];
      const what = announcement(key, version, deprecated);
      return [{ ...shared, rule: "setting-deprecated", gone: false, what }];
    }
    return [
      {
        ...{ ...shared, rule: "config-field-gone", gone: true },
        what: `${key} is gone: \`${owner}\` of ${version} refuses it, and the server exits.`,
        otherwise: "Leave it out.",
      },
    ];
  });
}
