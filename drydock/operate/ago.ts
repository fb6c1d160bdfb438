const units: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
];

/** `3 min`, in the largest unit that is not zero. */
export function elapsed(from: Date, to: Date): string {
  const seconds = Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));
  const [size, name] = units.find(([one]) => seconds >= one) ?? [1, "s"];
  return `${Math.floor(seconds / size)} ${name}`;
}

/** `3 min ago`. */
export const ago = (then: Date, now: Date): string => `${elapsed(then, now)} ago`;
