import type { Surroundings } from "../../surroundings";
import { withAws } from "../aws";
import { type EnvironmentChoice, environmentOf } from "../environment";
import { describeServices, notDeployed, placeOf, servicesOf } from "../services";
import { explain } from "./explain";
import { fitted } from "../fit";
import { isDeploying, isInOrder, type ServiceState } from "./failure";
import { readService } from "./read";
import { toMarkdown, toText } from "./report";

export interface WhyOptions extends EnvironmentChoice {
  readonly service?: string;
  readonly json: boolean;
  readonly markdown: boolean;
}

/** @returns 1 if a service is not in order @throws UsageError */
export async function explainServices(
  options: WhyOptions,
  surroundings: Surroundings,
): Promise<number> {
  const environment = environmentOf(options, surroundings);
  const services = servicesOf(environment, options.service);
  const states = await withAws(environment, async (aws) => {
    const found = await describeServices(aws, environment, services);
    const read: ServiceState[] = [];
    // One after the other: AWS limits the calls of an account.
    for (const service of services) {
      const live = found.get(service);
      if (live !== undefined) {
        const place = placeOf(environment, service);
        read.push({ service, ...(await readService(aws, place, live)) });
      } else if (options.service !== undefined) throw notDeployed(environment, service);
    }
    return read;
  });
  const explained = states.map((state) => explain(environment, state));
  const { out, columns } = surroundings;
  if (options.json) out(`${JSON.stringify(explained, undefined, 2)}\n`);
  else if (options.markdown) out(`${explained.map(toMarkdown).join("\n\n")}\n`);
  else {
    const text = explained.map((one) => toText(one, columns)).join("\n\n");
    out(`${await fitted(text, columns)}\n`);
  }
  return states.every((state) => isInOrder(state) || isDeploying(state)) ? 0 : 1;
}
