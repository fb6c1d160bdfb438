/** The stack file of `bootstrap/`: which repository may deploy which environments into which account. */
import { z } from "zod";
import { checkModel } from "drydock-components/model/check/check";
import type { ModelProblem } from "drydock-components/model/check/problem";
import {
  accountId,
  matching,
  offByDefault,
  strict,
  whole,
} from "drydock-components/model/primitives";
import { locateFindings } from "./check";
import { readStackFile, settingsOf, topProblems } from "./loader";
import { bootstrapNamespace } from "./path";
import type { Problem } from "./problems";
import { awsFindings, type AwsSettings, awsSchema, sortSettings } from "./settings";

/**
 * An environment's name is that of its stack, and of the GitHub environment that its jobs run in.
 * https://docs.github.com/en/actions/reference/security/oidc
 */
const stackName = matching(
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,30}$/,
  "the name of a stack: letters, digits, hyphens and underscores, at most 31",
);

/** The GitHub environment of the jobs that only compare an environment with its state. */
export const readEnvironment = (environment: string): string => `${environment}-read`;

const environment = strict({
  branch: matching(/^[\w./-]+$/, "the name of a branch, such as main")
    .optional()
    .describe(
      "The branch whose runs may deploy, for workflows without GitHub environments. Defaults to none: the jobs of the GitHub environment of the same name may.",
    ),
});

const bootstrapSchema = strict({
  account: accountId.describe("The AWS account. Pulumi works in no other."),
  repository: matching(
    /^[\w.-]+(@\d+)?\/[\w.-]+(@\d+)?$/,
    "owner/name of a GitHub repository, or owner@id/name@id where its tokens name the ids",
  ).describe("The GitHub repository whose workflows deploy."),
  environments: z
    .record(stackName, environment)
    .refine((all) => Object.keys(all).length > 0, "at least one environment")
    .refine(
      (all) => Object.keys(all).every((name) => !(readEnvironment(name) in all)),
      "no name that is another's with -read, the GitHub environment of the jobs that only read that one",
    )
    .describe("The environments in this account, by their stack's name."),
  existingIdentityProvider: offByDefault(
    "The account has GitHub's identity provider already: use it, and leave it alone.",
  ),
  policiesPerRole: whole(10, 25)
    .default(10)
    .describe(
      "The account's quota of managed policies for a role: 25 at most, on request. Defaults to 10.",
    ),
});

/** The settings of an account made ready. */
export interface BootstrapSettings extends z.output<typeof bootstrapSchema> {
  readonly aws: AwsSettings;
}

/** A stack file that was read: its settings where it has no problem. */
export type ReadBootstrap =
  { readonly settings: BootstrapSettings } | { readonly problems: readonly Problem[] };

/**
 * Reads and checks a stack file of `bootstrap/`. It never throws: it returns problems.
 *
 * @param file how messages name it
 * @param rules further problems of settings of the right shape, by paths such as `["environments", "test"]`
 */
export function readBootstrap(
  path: string,
  file: string,
  rules: (settings: BootstrapSettings) => readonly ModelProblem[] = () => [],
): ReadBootstrap {
  const { document, problems } = readStackFile(path, file);
  if (document === undefined) return { problems };
  const settings = settingsOf(document, path, { displayName: file });
  const { aws, stack, bootstrap, findings } = sortSettings(settings.values);
  const provider = awsSchema.safeParse(aws);
  const { value, problems: shape } = checkModel({
    schema: bootstrapSchema,
    tree: bootstrap,
    namespace: `${bootstrapNamespace}:`,
    rules: (sound) => (provider.success ? rules({ ...sound, aws: provider.data }) : []),
  });
  const located = locateFindings(
    [
      ...findings,
      ...awsFindings(aws),
      ...Object.keys(stack).map(ofEnvironments),
      ...shape.map(inNamespace),
    ],
    settings,
    document.positions,
  );
  const all = [...problems, ...topProblems(document), ...located];
  return all.length > 0 || value === undefined || !provider.success
    ? { problems: all }
    : { settings: { ...value, aws: provider.data } };
}

const ofEnvironments = (key: string): ModelProblem => ({
  path: [key],
  at: "key",
  message: "Only the stack file of an environment has this key.",
  fix: "Remove it.",
});

/** `["account"]` is `bootstrap:account` in the file. */
function inNamespace(problem: ModelProblem): ModelProblem {
  const [first = "", ...rest] = problem.path;
  return { ...problem, path: [`${bootstrapNamespace}:${first}`, ...rest] };
}
