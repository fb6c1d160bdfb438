import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { Path } from "drydock-components/model/check/path";
import type { Place } from "drydock-components/model/check/problem";
import type { Positions } from "../../config/document";
import type { Surroundings } from "../../surroundings";
import { withAws } from "../aws";
import { type EnvironmentChoice, environmentOf, type OperatedEnvironment } from "../environment";
import { describeServices, notDeployed, servicesOf } from "../services";
import { type Cause, diagnose } from "./diagnose";
import { isDeploying, isInOrder, type ServiceState } from "./failure";
import { readService } from "./read";
import { type Explained, toMarkdown, toText } from "./report";

export interface WhyOptions extends EnvironmentChoice {
  readonly service?: string;
  readonly json: boolean;
  readonly markdown: boolean;
}

/** @returns 1 if a service is not in order @throws UsageError */
export async function explainServices(
  options: WhyOptions,
  { folder, out }: Surroundings,
): Promise<number> {
  const environment = environmentOf(options, folder);
  const services = servicesOf(environment, options.service);
  const { clusterName: cluster } = environment;
  const states = await withAws(environment, async (aws) => {
    const found = await describeServices(aws, cluster, services);
    const read: ServiceState[] = [];
    // One after the other: AWS limits the calls of an account.
    for (const service of services) {
      const live = found.get(service);
      if (live !== undefined) read.push(await readService(aws, { cluster, service }, live));
      else if (options.service !== undefined) throw notDeployed(environment, service);
    }
    return read;
  });
  const explained = states.map((state) => explain(environment, state));
  if (options.json) out(`${JSON.stringify(explained, undefined, 2)}\n`);
  else out(`${explained.map(options.markdown ? toMarkdown : toText).join("\n\n")}\n`);
  return states.every((state) => isInOrder(state) || isDeploying(state)) ? 0 : 1;
}

function explain({ loaded, stackFile }: OperatedEnvironment, state: ServiceState): Explained {
  const cause = isInOrder(state) ? undefined : diagnose(state);
  if (cause === undefined) return { state };
  const place = placeOf(loaded, cause);
  if (place === undefined) return { state, cause };
  const text = readFileSync(resolve(loaded.folder, basename(stackFile)), "utf8").split("\n");
  return { state, cause: { ...cause, place, line: text[place.line - 1]?.trim() ?? "" } };
}

/** The first of the cause's keys that the file has, else the nearest thing around the likeliest one. */
function placeOf(
  { positions }: OperatedEnvironment["loaded"],
  { paths }: Cause,
): Place | undefined {
  const [likeliest = []] = paths;
  return positions?.locate(paths.find((path) => isWritten(positions, path)) ?? likeliest, "key");
}

/** A key that is not in the file is located where its parent is. */
function isWritten(positions: Positions, path: Path): boolean {
  const [own, parent] = [path, path.slice(0, -1)].map((one) => positions.locate(one, "key"));
  return own?.line !== parent?.line || own?.column !== parent?.column;
}
