/** Whether one of two names says the negative of the other, as `disable_log` and `enable_log`, `non_uniform` and `uniform` do. */
export function isOpposite(a: string, b: string): boolean {
  const negative = /(^|_)(disabled?|no|non|not|skip|without)(_|$)/i;
  return negative.test(a) !== negative.test(b);
}
