import type { Entry } from "./entry";
import { foreignReferences } from "./foreign-references";
import { grants } from "./grants";
import { grantsOnMore } from "./grants-on-more";
import { harmlessGrants } from "./harmless-grants";
import { harmlessSettings } from "./harmless-settings";
import { resourcePolicies } from "./resource-policies";
import { settings } from "./settings";
import { trustsAndKeys } from "./trusts-and-keys";

/** Changes of the good stack that weaken it. */
export const weaknesses: readonly Entry[] = [
  ...grants,
  ...grantsOnMore,
  ...trustsAndKeys,
  ...resourcePolicies,
  ...foreignReferences,
  ...settings,
];

/** Changes that look like one. */
export const harmless: readonly Entry[] = [...harmlessGrants, ...harmlessSettings];
