/** Service stacks whose files a platform has in reach: a change of it that would break one is a problem of the platform. */
import { dirname, join } from "node:path";
import { isMap } from "drydock-components/model/check/path";
import type { ModelProblem } from "drydock-components/model/check/problem";
import type { FileReader } from "drydock-components/model/files";
import type { Contract } from "drydock-components/model/platform";
import { stackName } from "../stack-files";
import type { checkSettings, Settings } from "./check";
import { plannedContract } from "./contract";
import { shownPath } from "./display";
import { readDocument } from "./document";
import { routedServices } from "./load-balancers";
import { withPlatform } from "./platform";
import { requestsOf } from "./rules/routes";
import type { StackConfig } from "./schema";
import { sortSettings } from "./settings";

/** A platform, and how a stack file is checked. */
interface Planned {
  readonly config: StackConfig;
  readonly region: string;
  readonly settings: Settings;
  readonly check: typeof checkSettings;
}

/** What would no longer hold in the stack files that the platform names. */
export function brokenServices({ config, region, settings, check }: Planned): ModelProblem[] {
  const taken = new Map<string, string>();
  const inReach = (file: string) => settings.files.kind(dirname(file)) === "folder";
  return (config.shares?.serviceFiles ?? []).flatMap((file, index) => {
    // The other repository is not checked out here.
    if (!inReach(file)) return [];
    const at = (message: string, fix: string, allowed?: string): ModelProblem => ({
      path: ["shares", "serviceFiles", index],
      message,
      fix,
      allowed,
    });
    const service = readService(file, settings);
    if (service === undefined) {
      return [at("This stack file cannot be read.", "Check the path, or remove it.")];
    }
    const planned = plannedContract(config, {
      platform: service.contract?.platform ?? settings.stack,
      stack: settings.stack,
      region,
      dnsNamespace: `${settings.stack}.internal`,
      account: service.account,
    });
    const today = check(service.settings).findings.map(known);
    const after = check({ ...service.settings, contract: planned });
    const broken = after.findings.filter((finding) => !today.includes(known(finding)));
    return [
      ...broken.map(({ path, message, allowed, fix = "" }) =>
        at(`This would break ${shownPath(path)} there: ${message}`, fix, allowed),
      ),
      ...clashes(file, after.checked?.config, taken).map((other) =>
        at(
          `Its routes take requests for the same host and path as those of ${other}.`,
          "Give one of the two another path or host.",
        ),
      ),
    ];
  });
}

const known = ({ path, message }: ModelProblem): string => JSON.stringify([path, message]);

interface ReadService {
  readonly settings: Settings;
  /** The contract that is committed beside it. */
  readonly contract: Contract | undefined;
  readonly account: string | undefined;
}

function readService(file: string, { files, today }: Settings): ReadService | undefined {
  const bytes = files.read(file);
  const { document } =
    bytes === undefined
      ? { document: undefined }
      : readDocument(file, new TextDecoder().decode(bytes));
  if (document === undefined) return undefined;
  const values = isMap(document.value["config"]) ? document.value["config"] : {};
  const folder = dirname(file);
  const own = below(folder, files);
  const { stack } = sortSettings(values);
  const { account } = stack;
  return {
    settings: {
      values,
      stack: stackName(file),
      files: own,
      shownFile: (named) => join(folder, named),
      agrees: () => true,
      unread: [],
      today,
    },
    contract: withPlatform(stack, own).contract,
    account: typeof account === "string" ? account : undefined,
  };
}

const below = (folder: string, files: FileReader): FileReader => ({
  kind: (path) => files.kind(join(folder, path)),
  read: (path) => files.read(join(folder, path)),
});

/** The files before this one whose routes take the same requests. */
function clashes(
  file: string,
  config: StackConfig | undefined,
  taken: Map<string, string>,
): string[] {
  if (config === undefined) return [];
  const requests = routedServices(config).flatMap(({ route }) => requestsOf(route));
  const others = new Set<string>();
  for (const request of requests) {
    const other = taken.get(request);
    if (other === undefined) taken.set(request, file);
    else if (other !== file) others.add(other);
  }
  return [...others];
}
