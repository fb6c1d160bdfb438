import type { Entry } from "../entry";
import { thirdGrants } from "./grants";
import { thirdPolicies } from "./policies";
import { thirdSettings } from "./settings";

export { thirdHarmless } from "./harmless";

/** Weaknesses of any service, from AWS's documentation and write-ups of attacks, before their rules. */
export const third: readonly Entry[] = [...thirdGrants, ...thirdPolicies, ...thirdSettings];
