interface Group {
  /** Operands of `or`, each with the names in it. */
  readonly operands: number[][];
  /** Names in the arguments before the current one. */
  readonly earlier: number[];
}

/** Nobody writes deeper or longer; a text that is no query may. */
const DEEPEST = 64;
const MOST_OPERANDS = 32;

const open = (earlier: number[] = []): Group => ({ operands: [[]], earlier });

/**
 * Follows the `or` operators of a query. `sum(a) or sum(b)` yields what `b` has where `a` has nothing, so a query can name a
 * metric together with the one that took its place. `or` binds weakest: its operands are what stands between it and the next
 * parenthesis or comma.
 *
 * https://prometheus.io/docs/prometheus/latest/querying/operators/#logical-set-binary-operators
 */
export class Fallbacks {
  private readonly stack: Group[] = [open()];
  private tooDeep = 0;
  /** By the index of a name: for each other operand of an `or` around it, the names in that operand. */
  private readonly found = new Map<number, number[][]>();

  name(index: number): void {
    this.stack.at(-1)?.operands.at(-1)?.push(index);
  }

  or(): void {
    this.stack.at(-1)?.operands.push([]);
  }

  comma(): void {
    const group = this.stack.pop();
    if (group !== undefined) this.stack.push(open(this.settle(group)));
  }

  open(): void {
    if (this.stack.length < DEEPEST) this.stack.push(open());
    else this.tooDeep += 1;
  }

  close(): void {
    if (this.tooDeep > 0) this.tooDeep -= 1;
    else if (this.stack.length > 1) {
      const group = this.stack.pop();
      if (group !== undefined) for (const index of this.settle(group)) this.name(index);
    }
  }

  /** What may take a name's place: each entry is what one fallback needs. To be asked behind the last token. */
  of(index: number): readonly (readonly number[])[] {
    this.tooDeep = 0;
    while (this.stack.length > 1) this.close();
    this.comma();
    return this.found.get(index) ?? [];
  }

  /** Notes the fallbacks of a finished group and returns all its names. */
  private settle({ operands, earlier }: Group): number[] {
    const named = operands.filter((operand) => operand.length > 0);
    if (named.length > 1 && named.length <= MOST_OPERANDS) {
      for (const operand of named) {
        const others = named.filter((other) => other !== operand);
        for (const index of operand) this.found.set(index, [...(this.found.get(index) ?? []), ...others]);
      }
    }
    for (const operand of operands) for (const index of operand) earlier.push(index);
    return earlier;
  }
}
