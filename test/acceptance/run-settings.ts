import { physicalNames } from "../../drydock/program/names";

/** One run: where it happens and what it is called. */
export interface RunSettings {
  readonly account: string;
  readonly region: string;
  readonly stack: string;
}

/** The tag that every resource of a run has, with the stack's name as its value. */
export const RUN_TAG = "drydock-acceptance";

/** The name of the project in Pulumi.yaml, which starts every name in AWS. */
const PROJECT = "drydock";

export const namesOf = ({ stack }: Pick<RunSettings, "stack">) => physicalNames(PROJECT, stack);

/** @param suffix some random letters and digits */
export const stackName = (suffix: string): string => `acc-${suffix}`;
