/** `1 review`, `3 reviews`; thousands are separated by a comma, in every locale. */
export function formatCount(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A whole number with a comma between thousands. */
export function formatNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `48 (2.3 %)`; without a percentage where there is nothing to be a part of. */
export function formatShare(part: number, whole: number): string {
  const share = whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(1)} %)`;
  return `${formatNumber(part)}${share}`;
}

/** Minutes as `45 minutes`, or from two hours on as `3.5 hours`. */
export function formatHours(minutes: number): string {
  return minutes < 120 ? `${Math.round(minutes)} minutes` : `${(minutes / 60).toFixed(1)} hours`;
}
