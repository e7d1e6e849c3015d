/**
 * Chance that Student's t with a whole number of degrees of freedom is at least `t` (Abramowitz and Stegun 26.7.3 and 26.7.4).
 */
export function studentTail(t: number, degrees: number): number {
  const angle = Math.atan(Math.abs(t) / Math.sqrt(degrees));
  const square = Math.cos(angle) ** 2;
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? Math.cos(angle) : 1;
  let sum = 0;
  for (let at = isOdd ? 3 : 2; at <= degrees; at += 2) {
    sum += term;
    term *= (square * (at - 1)) / at;
  }
  const within = isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  const beyond = Math.max(0, 1 - within) / 2;
  return t < 0 ? 1 - beyond : beyond;
}
