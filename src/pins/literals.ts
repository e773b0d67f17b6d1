import { traced } from "../text/traced.ts";
import { readCheckoutPairs } from "./checkout-pair.ts";
import { draftManifest } from "./draft.ts";
import { readLiteral } from "./literal.ts";
import type { PinFormat } from "./manifest.ts";
import { mayPinVllm } from "./may-pin.ts";
import { rewritePin } from "./rewrite.ts";
import { versionVariable } from "./version-variable.ts";
import { mentionsVllm } from "./vllm.ts";

/**
 * String literals of other languages' code and of data: images with a tag, requirements with a version, indexes and wheels of one
 * release, install commands, versions under vLLM's name. Each is a text of its own, whatever the language around it means.
 */
export const literals: PinFormat = {
  format: "literals",
  matches: (path) => FILES.test(path) && (!NOT_WRITTEN.test(path) || STARTS.test(path)),
  concerns: mayPinVllm,
  parse: (text, file) => {
    const draft = draftManifest(file, "literals", text);
    for (const match of text.matchAll(LITERAL)) {
      const [, quote, content = "", end] = match;
      if (!mentionsVllm(content) && !/^(?:v?|[=~<>]=? ?)\d/.test(content)) continue;
      const before = text.slice(Math.max(text.lastIndexOf("\n", match.index) + 1, match.index - REACH), match.index);
      if (COMMENT.test(before) || SAID.test(before)) continue;
      const value = traced(content, match.index + 1);
      const name = TABLE.test(before) ? "vllm_version" : NAME.exec(before)?.[1];
      if (name !== undefined && (!RECORDS.test(file) || /^[=~<>]/.test(content))) versionVariable(draft, name, value);
      else if (mentionsVllm(content)) readLiteral(value, end === quote, draft);
    }
    readCheckoutPairs(draft);
    return draft.finish();
  },
  rewrite: rewritePin,
};

const FILES =
  /\.(?:go|[cm]?[jt]sx?|rs|java|kts?|scala|groovy|cs|rb|php|swift|dart|json[c5]?|jsonnet|libsonnet|cue|nix|bzl|star|toml)$|(?:^|\/)Jenkinsfile[^/]*$/i;
/** A test's values are mostly what it compares with; what is built, recorded or locked is written by no person. */
const NOT_WRITTEN =
  /(?:^|\/)(?:tests?|__tests__|testdata|fixtures?|mocks?|__mocks__|__snapshots__|snapshots?|results?|outputs?|dist)\/|_test\.go$|\.(?:test|spec)\.[cm]?[jt]sx?$|\.min\.m?js$|(?:^|\/)[^/]*(?:mock|fixture|stub)[^/]*$|(?:^|\/)(?:package-lock|[^/]*results?[^/]*)\.json$/i;
/** Tests that start what they name. */
const STARTS = /(?:^|\/)e2e\//;
/** A version under a name there is mostly the one that something was measured with. */
const RECORDS = /\.json[c5]?$/i;

/** What stands between quotes, up to an escape: `"vllm==0.31.0 ; #engine# == \"vllm\""`. */
const LITERAL = /(["'`])([^"'`\\\n]{4,400})(?=(["'`\\]))/g;
/** How much of its line before a literal is looked at. Characters. */
const REACH = 400;
/** `vllmVersion = "v0.31.0"`, `vllm_version: '0.31.0'`, `const VLLM_TAG: string = …`. */
const NAME =
  /(?<![\w.-])([\w-]{0,40}vllm[\w-]{0,40})["']?[ \t]{0,4}(?::[ \t]{0,4}\w{1,20}[ \t]{0,4})?(?::?=|:)[ \t]{0,4}$/i;
/** In a table of versions: `vllm: "0.31.0"`, `vllm: { version: "0.31.0" }`. */
const TABLE =
  /(?<![\w.-])["']?vllm["']?[ \t]{0,4}[:=][ \t]{0,4}(?:\{[ \t]{0,4}["']?(?:version|tag)["']?[ \t]{0,4}[:=][ \t]{0,4})?$/i;
const COMMENT = /^\s*(?:\/\/|\/?\*|#|--)|\s\/\/\s/;
/** What stands before a literal that is only compared or said: by a function, or in a field of a form. */
const SAID =
  /(?:[=!]==?|\b(?:has_?prefix|contains|includes|(?:starts|ends)_?with|match(?:es)?|test|expect|to_?be|(?:to_?)?equals?|assert\w*|replace(?:all)?|split|\w*(?:log|print|error|warn|info)\w*)\([^"'`\n]{0,80}|\b(?:placeholder|title|label|help\w*|hint|description|example|summary|usage|note)["']?[ \t]{0,4}[:=][ \t]{0,4}\{?)[ \t]{0,4}$/i;
