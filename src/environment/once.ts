/** Remembers the answer for each argument, by identity. A failure is remembered too: it would only fail again. */
export function once<A, R>(work: (argument: A) => Promise<R>): (argument: A) => Promise<R> {
  const answers = new Map<A, Promise<R>>();
  return (argument) => {
    const known = answers.get(argument);
    if (known !== undefined) return known;
    const answer = work(argument);
    answers.set(argument, answer);
    return answer;
  };
}
