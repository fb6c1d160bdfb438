import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  contract as contractShape,
  contractParameter,
  type Contract,
} from "drydock-components/model/platform";
import { UsageError } from "../../errors";
import { jsonIn } from "../../json";
import type { Progress } from "../../progress";
import type { Surroundings } from "../../surroundings";
import { writeNamed } from "../../write-file";
import { withAws } from "../aws";

/** Options of `npx drydock contract`. */
export interface ContractOptions {
  /** `<project>-<stack>` of the platform. */
  readonly platform: string;
  readonly region: string;
  readonly profile?: string;
  /** A file with the contract, such as of `pulumi stack output platform --json`. */
  readonly from?: string;
  readonly out?: string;
}

/** Writes a platform's contract, as it has published it, into a file for service stacks. */
export async function writeContract(
  options: ContractOptions,
  { folder, out, progress }: Pick<Surroundings, "folder" | "out" | "progress">,
): Promise<number> {
  const { platform, from } = options;
  const text =
    from === undefined
      ? await publishedContract(options, progress)
      : readFrom(resolve(folder, from), from);
  const contract = contractIn(text, from ?? `the parameter ${contractParameter(platform)}`);
  if (contract.platform !== platform) {
    throw new UsageError(`This is the contract of ${contract.platform}, not of ${platform}.`);
  }
  const json = `${JSON.stringify(contract, undefined, 2)}\n`;
  const file = options.out;
  if (file === undefined) {
    out(json);
    return 0;
  }
  writeNamed(file, resolve(folder, file), json);
  out(`written  ${file}: the contract of ${platform}, version ${contract.version}\n`);
  return 0;
}

function contractIn(text: string, where: string): Contract {
  const read = contractShape.safeParse(jsonIn(text));
  if (read.success) return read.data;
  throw new UsageError(
    `There is no contract of a platform in ${where}, or it is one of another version of Drydock.`,
  );
}

function readFrom(path: string, shown: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new UsageError(`${shown} cannot be read.`);
  }
}

function publishedContract(
  { platform, region, profile }: ContractOptions,
  progress: Progress,
): Promise<string> {
  const loaded = { aws: { region, profile }, region, config: {} };
  const place = { clusterName: "", stack: platform, stackFile: "", loaded, progress };
  const Name = contractParameter(platform);
  return withAws(place, async (aws) => {
    const [ssm, sdk] = await Promise.all([aws.ssm(), import("@aws-sdk/client-ssm")]);
    const { Parameter } = await ssm
      .send(new sdk.GetParameterCommand({ Name }))
      .catch((error: unknown) => {
        if (!(error instanceof sdk.ParameterNotFound)) throw error;
        throw new UsageError(
          `There is no parameter ${Name} in ${region} in the account of these credentials. Is ${platform} deployed, with ` +
            "drydock:shares in its stack file?",
        );
      });
    return Parameter?.Value ?? "";
  });
}
