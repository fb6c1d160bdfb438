import { compareVersions, minimumVersion } from "../../drydock/offline/engine/cli/version";
import type { Aws } from "./aws";
import type { Execute } from "./execute";
import { messageOf } from "./failure";
import type { RunSettings } from "./run-settings";

/** Something that a run needs. */
export interface Prerequisite {
  readonly name: string;
  /** What is there: a version, an account. */
  readonly found?: string;
  /** What is wrong and how to fix it. */
  readonly problem?: string;
}

/** A program that a run needs, and the question that shows it works. */
interface Program {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly install: string;
  readonly oldest?: string;
  /** Whether it is needed to destroy, too. */
  readonly always?: boolean;
}

const programs: readonly Program[] = [
  {
    name: "pulumi",
    command: ["pulumi", "version"],
    install: "https://www.pulumi.com/docs/iac/download-install/",
    oldest: minimumVersion,
    always: true,
  },
  {
    name: "docker buildx",
    command: ["docker", "buildx", "version"],
    install: "https://docs.docker.com/build/install-buildx/",
  },
  {
    name: "docker engine",
    command: ["docker", "info", "--format", "{{.ServerVersion}}"],
    install: "https://docs.docker.com/engine/install/ and start it",
  },
  {
    name: "session-manager-plugin",
    command: ["session-manager-plugin", "--version"],
    install:
      "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html",
  },
];

/** What is asked, for whom and for what. */
export interface Search {
  readonly execute: Execute;
  readonly aws: Pick<Aws, "caller">;
  readonly run: Pick<RunSettings, "account" | "region">;
  /** Whether the run only destroys. */
  readonly destroys: boolean;
}

/** Looks for everything a run needs, without changing anything. */
export function prerequisites(search: Search): Promise<readonly Prerequisite[]> {
  const { execute, aws, run, destroys } = search;
  const needed = programs.filter(({ always = false }) => always || !destroys);
  return Promise.all([
    ...needed.map((program) => lookForProgram(program, execute)),
    credentials(aws, run),
  ]);
}

async function lookForProgram(
  { name, command, install, oldest }: Program,
  execute: Execute,
): Promise<Prerequisite> {
  const [program, ...args] = command;
  const { code, output, missing } = await execute({ program, args });
  if (missing) return { name, problem: `${program} is not on the PATH: ${install}` };
  const answer = output.trim().split("\n").at(-1) ?? "";
  if (code !== 0) {
    return { name, problem: `\`${command.join(" ")}\` failed: ${answer} (${install})` };
  }
  const version = /\d+\.\d+\.\d+/.exec(answer)?.[0] ?? answer;
  return oldest !== undefined && compareVersions(version, oldest) < 0
    ? { name, problem: `version ${version} is too old: ${oldest} or newer, ${install}` }
    : { name, found: version };
}

async function credentials(
  aws: Pick<Aws, "caller">,
  { account, region }: Pick<RunSettings, "account" | "region">,
): Promise<Prerequisite> {
  const name = "credentials";
  try {
    const caller = await aws.caller();
    return caller.account === account
      ? { name, found: caller.arn }
      : {
          name,
          problem: `these are of account ${caller.account} (${caller.arn}), and --account names ${account}: change one of the two`,
        };
  } catch (error) {
    return { name, problem: credentialsProblem(error, region) };
  }
}

function credentialsProblem(error: unknown, region: string): string {
  const kind = error instanceof Error ? error.name : "";
  if (kind === "CredentialsProviderError") {
    return "there are none: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
  }
  if (kind === "InvalidClientTokenId" || kind === "UnrecognizedClientException") {
    return `AWS refuses them in ${region}: they are wrong, or the account has not enabled this region`;
  }
  return `the account cannot be asked for: ${messageOf(error)}`;
}
