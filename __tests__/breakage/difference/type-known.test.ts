import { describe, expect, it } from "vitest";
import { isTypeKnown } from "../../../src/breakage/difference/type-known.ts";

describe("whether a revealed type says what the object is", () => {
  it.each([
    "LLM",
    "list[Unknown]",
    "<class 'C'>",
    "LLM | None",
    "def f(a: int) -> Unknown",
    "bound method C.opt(a: int) -> Unknown",
    "def f(a: int) -> int | Unknown",
    "def capture(self, forward: (...) -> Unknown, size: int) -> None",
    "bound method C.opt(a: int, bar: bool | ((...) -> tqdm[Unknown]) = True) -> list[Out]",
    "bound method C.opt(a: @Todo(x)) -> int | Any",
    "(bound method A.f(x: (...) -> int, *a, **k) -> int | Any) | (bound method A.g() -> str | None)",
    "(a: int) -> Any",
  ])("%s: yes", (type) => {
    expect(isTypeKnown(type)).toBe(true);
  });

  it.each([
    "Unknown",
    "Any",
    "LLM | Unknown",
    "None | Any",
    "(...) -> Unknown",
    "def f(...) -> int",
    "@Todo(x)",
    "object",
    "bound method C.f(...) -> int",
    "((...) -> int) | None",
    "(Unknown | LLM)",
    "Unknown | (bound method C.f(a) -> int)",
  ])("%s: no", (type) => {
    expect(isTypeKnown(type)).toBe(false);
  });
});
