/** One rule of a file system's lifecycle; Amazon EFS takes exactly one transition in each. */
interface LifecycleRule {
  readonly transitionToIa?: string;
  readonly transitionToPrimaryStorageClass?: string;
}

/** Moves files to cheaper storage when unread for so many days, and back when they are read again. */
export function lifecycleRules(days: number): LifecycleRule[] {
  return [
    { transitionToIa: days === 1 ? "AFTER_1_DAY" : `AFTER_${days}_DAYS` },
    { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
  ];
}
