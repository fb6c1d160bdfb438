/** What an update of an environment needs of this machine and account, each with its fix. */
import { type StackConfig, tasksOf } from "../../config";
import { accountChecks, type AccountFacts } from "./account";
import { type Plugin, providersCheck } from "./plugins";
import { compareVersions, minimumVersion } from "../../offline/engine/cli/version";

/** One need. */
export interface Check {
  readonly what: string;
  readonly ok: boolean;
  /** What was found. */
  readonly found: string;
  /** What to do; absent where it is in order. */
  readonly fix?: string;
}

/** How to ask the machine and AWS; undefined for a program that is not there or does not run. */
export interface Probe {
  readonly run: (command: string, ...args: readonly string[]) => Promise<string | undefined>;
  readonly identity: () => Promise<Identity>;
  /** What AWS says of the account, or why it says nothing. */
  readonly account: () => Promise<AccountFacts | { readonly problem: string }>;
  /** The provider plugins that the packages ask for; undefined where none is installed. */
  readonly plugins: readonly Plugin[] | undefined;
  /** The variables that an update reads. */
  readonly shell: Readonly<Record<string, string | undefined>>;
}

/** Whose credentials there are, or why there are none. */
export type Identity =
  { readonly account: string; readonly arn: string } | { readonly problem: string };

const leastNode = "22.0.0";

/** In the order in which an update meets them. */
export async function checksOf(config: StackConfig, probe: Probe): Promise<Check[]> {
  const [node, pulumi, plugins, state] = await Promise.all([
    nodeCheck(probe),
    pulumiCheck(probe),
    providersCheck(probe),
    stateCheck(probe),
  ]);
  return [
    node,
    pulumi,
    ...(plugins === undefined ? [] : [plugins]),
    state,
    ...(builds(config) ? [await dockerCheck(probe)] : []),
    ...(shells(config) ? [await pluginCheck(probe)] : []),
    ...(await awsChecks(config, probe)),
  ];
}

async function awsChecks(config: StackConfig, probe: Probe): Promise<Check[]> {
  const credentials = await credentialsCheck(config, probe);
  if (!credentials.ok) return [credentials];
  const facts = await probe.account();
  return [
    credentials,
    ...("problem" in facts
      ? [{ what: "quotas and zones", ok: true, found: `not known: ${facts.problem}` }]
      : accountChecks(config, facts)),
  ];
}

const builds = (config: StackConfig): boolean =>
  tasksOf(config).some(({ task }) =>
    [task, ...Object.values(task.sidecars)].some(({ image }) => "build" in image),
  );

const shells = (config: StackConfig): boolean => tasksOf(config).some(({ task }) => task.exec);

async function nodeCheck({ run }: Probe): Promise<Check> {
  const version = await run("node", "--version");
  return versionCheck("Node.js, which Pulumi runs the program with", version, {
    least: leastNode,
    fix: `Install Node.js ${leastNode.split(".")[0] ?? ""} or later, so that it comes first on your PATH.`,
  });
}

async function pulumiCheck({ run }: Probe): Promise<Check> {
  return versionCheck("Pulumi CLI", await run("pulumi", "version"), {
    least: minimumVersion,
    fix: "Install it: https://www.pulumi.com/docs/iac/download-install/",
  });
}

function versionCheck(
  what: string,
  version: string | undefined,
  { least, fix }: { readonly least: string; readonly fix: string },
): Check {
  if (version === undefined) return { what, ok: false, found: "not on your PATH", fix };
  const ok = compareVersions(version, least) >= 0;
  return ok
    ? { what, ok, found: version }
    : { what, ok, found: `${version}, older than ${least}`, fix };
}

/** Without Pulumi Cloud a passphrase encrypts the state. */
async function stateCheck({ run, shell }: Probe): Promise<Check> {
  const what = "place of the state";
  const url = /"url":\s*"([^"]+)"/.exec((await run("pulumi", "whoami", "--json")) ?? "")?.[1];
  if (url === undefined) {
    const fix = "Run pulumi login, or pulumi login s3://<bucket>.";
    return { what, ok: false, found: "not signed in", fix };
  }
  const passphrase = ["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"];
  const encrypted = url.startsWith("http") || passphrase.some((name) => shell[name] !== undefined);
  return encrypted
    ? { what, ok: true, found: url }
    : {
        what,
        ok: false,
        found: `${url}, without a passphrase`,
        fix: `Set ${passphrase[0] ?? ""}, or use a key of KMS as secrets provider.`,
      };
}

async function dockerCheck({ run }: Probe): Promise<Check> {
  const version = await run("docker", "version", "--format", "{{.Server.Version}}");
  return presenceCheck("Docker, which builds the images", version, {
    absent: "no daemon answers",
    fix: "Start Docker, or install it: https://docs.docker.com/get-started/get-docker/",
  });
}

async function pluginCheck({ run }: Probe): Promise<Check> {
  const version = await run("session-manager-plugin", "--version");
  return presenceCheck("Session Manager plugin, which opens shells in tasks", version, {
    absent: "not on your PATH",
    fix: "Install it: https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html",
  });
}

const presenceCheck = (
  what: string,
  version: string | undefined,
  { absent, fix }: { readonly absent: string; readonly fix: string },
): Check =>
  version === undefined
    ? { what, ok: false, found: absent, fix }
    : { what, ok: true, found: version };

async function credentialsCheck({ account }: StackConfig, { identity }: Probe): Promise<Check> {
  const what = "AWS credentials";
  const who = await identity();
  if ("problem" in who) {
    const fix = "Sign in, for instance with aws sso login, or set AWS_PROFILE or aws:profile.";
    return { what, ok: false, found: who.problem, fix };
  }
  const found = `${who.arn} in ${who.account}`;
  if (account === undefined || account === who.account) return { what, ok: true, found };
  return {
    what,
    ok: false,
    found,
    fix: `The stack file is for ${account} (drydock:account): sign in to that account.`,
  };
}
