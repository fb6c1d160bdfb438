/** A service stack on a platform: the platform's contract takes the place of the parts that the platform owns. */
import type { z } from "zod";
import { isMap } from "drydock-components/model/check/path";
import type { ModelProblem } from "drydock-components/model/check/problem";
import type { FileReader } from "drydock-components/model/files";
import {
  type Contract,
  contract as contractShape,
  contractVersion,
  platform as platformShape,
} from "drydock-components/model/platform";
import { jsonIn } from "../json";

type Tree = Readonly<Record<string, unknown>>;

/** A tree of settings on the platform that it names, and what is wrong with the contract. */
export interface OnPlatform {
  readonly tree: Tree;
  readonly contract: Contract | undefined;
  readonly problems: readonly ModelProblem[];
}

/** Puts the parts of the platform's contract under `existing`, and its topic under `alerts` where the stack file has none. */
export function withPlatform(tree: Tree, files: FileReader, given?: Contract): OnPlatform {
  const named = platformShape.safeParse(tree["platform"]);
  if (!named.success) return { tree, contract: undefined, problems: [] };
  const read = given ?? readContract(named.data.file, files);
  if ("problems" in read) return { tree, contract: undefined, problems: read.problems };
  const own = isMap(tree["existing"]) ? tree["existing"] : {};
  const alerts = read.alertTopicArn === undefined ? {} : { topicArn: read.alertTopicArn };
  return {
    tree: {
      ...tree,
      existing: { ...own, ...read.existing },
      ...(read.alertTopicArn === undefined || tree["alerts"] !== undefined ? {} : { alerts }),
    },
    contract: read,
    problems: Object.keys(own)
      .filter((part) => part in read.existing)
      .map((part) => ({
        path: ["existing", part],
        at: "key" as const,
        message: `The platform ${read.platform} has this part, and its contract names it.`,
        fix: "Remove it.",
      })),
  };
}

type Refused = { readonly problems: readonly ModelProblem[] };

function readContract(file: string, files: FileReader): Contract | Refused {
  const bytes = files.read(file);
  if (bytes === undefined) {
    return refused(
      "The platform's contract is not there.",
      `Write it from the platform that runs: npx drydock contract <platform> --out ${file}`,
    );
  }
  const value = jsonIn(new TextDecoder().decode(bytes));
  const result = contractShape.safeParse(value);
  if (result.success) return result.data;
  const again = "Write it again: npx drydock contract; nobody edits it by hand.";
  const version = isMap(value) ? value["version"] : undefined;
  if (typeof version === "number" && version > contractVersion) {
    return refused(
      `The platform's contract has version ${version}, and this Drydock reads ${contractVersion}.`,
      "Install a newer drydock.",
    );
  }
  return refused(`This is no platform's contract: ${faults(result.error)}.`, again);
}

function faults(error: z.ZodError): string {
  const [first] = error.issues;
  const path = first?.path.join(".") ?? "";
  return path === "" ? "it is no JSON of its form" : `${path} is missing or wrong`;
}

const refused = (message: string, fix: string): Refused => ({
  problems: [{ path: ["platform", "file"], message, fix }],
});
