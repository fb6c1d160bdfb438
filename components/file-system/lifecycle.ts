/**
 * Days after which Amazon EFS can move a file that nobody reads to Infrequent Access:
 * https://docs.aws.amazon.com/efs/latest/ug/API_LifecyclePolicy.html
 */
export const infrequentAccessDays = [1, 7, 14, 30, 60, 90, 180, 270, 365] as const;

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
