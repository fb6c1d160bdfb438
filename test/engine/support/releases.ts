/**
 * Versions whose state the present one has to take over: append each one when it is tagged. The commit is
 * what counts, since a clone may come without tags.
 */
export const releases: readonly Release[] = [
  { version: "0.1.0", commit: "8aa8e7a31c493283eb51ad7d121eb1739908f130" },
];

export interface Release {
  readonly version: string;
  readonly commit: string;
}
