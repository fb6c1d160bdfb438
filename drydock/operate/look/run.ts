import { readFileSync } from "node:fs";
import {
  type ArnKind,
  arnProblems,
  clusterKind,
  loadBalancerKind,
} from "drydock-components/model/arns";
import { UsageError } from "../../errors";
import type { Surroundings } from "../../surroundings";
import { writeNamed } from "../../write-file";
import { withAws } from "../aws";
import { blockText, differences, withBlock, withFacts } from "./block";
import { existingOf, type LookedAt, stackFileOf } from "./stack-file";
import type { FoundPart } from "./found";
import type { LookOptions } from "./kinds";
import { readCluster, type Reader, readLoadBalancer, readVpc } from "./read";

interface Kind {
  readonly read: Reader;
  readonly form: RegExp;
  readonly allowed: string;
  readonly arn?: ArnKind;
}

const kinds: Readonly<Record<LookOptions["kind"], Kind>> = {
  vpc: {
    read: readVpc,
    form: /^vpc-[0-9a-f]{8,17}$/,
    allowed: "an id such as vpc-0a1b2c3d4e5f60718",
  },
  cluster: {
    read: readCluster,
    form: /^[A-Za-z0-9_-]{1,255}$/,
    allowed: "its name or its ARN",
    arn: clusterKind,
  },
  "load-balancer": {
    read: readLoadBalancer,
    form: /^[A-Za-z0-9-]{1,32}$/,
    allowed: "its name or its ARN",
    arn: loadBalancerKind,
  },
};

/** @returns 1 if the stack file says otherwise @throws UsageError */
export async function look(
  { kind, id, force, ...choice }: LookOptions,
  { folder, out, progress }: Pick<Surroundings, "folder" | "out" | "progress">,
): Promise<number> {
  const file = stackFileOf(choice, folder);
  refuseWrongId(kind, id, file);
  const found = await withAws({ ...file, progress }, (aws) => kinds[kind].read(aws, id));
  refuseOtherVpc(found, file);
  const current = existingOf(file, found.part);
  return current === undefined
    ? add(found, file, out)
    : compare(found, { current, file, force, out });
}

function refuseWrongId(kind: LookOptions["kind"], id: string, { loaded }: LookedAt): void {
  const { form, allowed, arn } = kinds[kind];
  if (arn !== undefined && id.startsWith("arn:")) {
    const home = { region: loaded.region, account: loaded.config.account };
    const [problem] = arnProblems(id, arn, home);
    if (problem === undefined) return;
    throw new UsageError(
      [
        id,
        problem.message,
        `allowed: ${problem.allowed ?? ""}`,
        `fix:     ${problem.fix ?? ""}`,
      ].join("\n  "),
    );
  }
  if (!form.test(id)) throw new UsageError(`${id} names no ${kind}. Allowed: ${allowed}.`);
}

function refuseOtherVpc({ vpcId }: FoundPart, file: LookedAt): void {
  const own = existingOf(file, "network")?.["vpcId"];
  if (vpcId === undefined || typeof own !== "string" || own === vpcId) return;
  throw new UsageError(
    `This load balancer is in ${vpcId}, and the tasks of ${file.stackFile} in ${own} (drydock:existing.network): it reaches none of them.`,
  );
}

function add(found: FoundPart, file: LookedAt, out: Surroundings["out"]): number {
  write(file, (text) => withBlock(text, found));
  const key = `drydock:existing.${found.part}`;
  out(`${file.stackFile}: added ${key}\n\n${indented(blockText(found))}\n`);
  if (found.vpcId !== undefined) {
    out(`The load balancer is in ${found.vpcId}: npx drydock look vpc ${found.vpcId}\n`);
  }
  return 0;
}

function compare(
  found: FoundPart,
  {
    current,
    file,
    force,
    out,
  }: {
    readonly current: Readonly<Record<string, unknown>>;
    readonly file: LookedAt;
    readonly force: boolean;
    readonly out: Surroundings["out"];
  },
): number {
  const others = differences(current, found);
  const key = `drydock:existing.${found.part}`;
  if (others.length === 0) {
    out(`${file.stackFile}: ${key} is as AWS says.\n`);
    return 0;
  }
  out(`${file.stackFile}: ${key} is not what AWS says.\n\n`);
  for (const { key: name, value } of others) {
    out(`  ${name}\n    file: ${shown(current[name])}\n    AWS:  ${shown(value)}\n`);
  }
  if (!force) {
    out("\nNothing was changed. --force writes what AWS says.\n");
    return 1;
  }
  write(file, (text) => withFacts(text, found.part, others));
  out(`\nWritten to ${file.stackFile}.\n`);
  return 0;
}

const shown = (value: unknown): string =>
  value === undefined
    ? "nothing"
    : Array.isArray(value)
      ? `[${value.join(", ")}]`
      : JSON.stringify(value).replaceAll('"', "");

const indented = (text: string): string => text.replace(/^(?=.)/gm, "  ");

/** @throws UsageError if the file is not one to edit */
function write(file: LookedAt, edit: (text: string) => string | undefined): void {
  const text = edit(readFileSync(file.path, "utf8"));
  if (text === undefined) {
    throw new UsageError(
      `${file.stackFile} cannot be edited: its config and drydock:existing have to be maps, written there.`,
    );
  }
  writeNamed(file.stackFile, file.path, text);
}
