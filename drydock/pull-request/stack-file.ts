import { isMap } from "drydock-components/model/check/path";
import { stringify } from "yaml";
import { mapValues } from "../config/map-values";

type Tree = Readonly<Record<string, unknown>>;

/**
 * Writes the stack file of a pull request's environment from that of a service stack: hosts of its own, names
 * of its own, everything disposable, and rolling deployments, whose rules need no further priority.
 */
export function pullRequestStack(document: Tree, number: number, from: string): string {
  const config = isMap(document["config"]) ? document["config"] : {};
  const [services, tags, names] = ["services", "tags", "names"].map(
    (key) => config[`drydock:${key}`],
  );
  const changed = {
    ...document,
    config: {
      ...config,
      "drydock:lifecycle": "disposable",
      "drydock:tags": { ...(isMap(tags) ? tags : {}), "pull-request": String(number) },
      ...(isMap(names) && { "drydock:names": namesOf(names, number) }),
      ...(isMap(services) && {
        "drydock:services": mapValues(services, (one) => service(one, number)),
      }),
    },
  };
  return `# Written by npx drydock pull-request ${number} --from ${from}. Do not commit it.\n${stringify(changed, { aliasDuplicateObjects: false })}`;
}

function service(value: unknown, number: number): unknown {
  if (!isMap(value)) return value;
  const { deployment, names, ...others } = value;
  const { route } = others;
  return { ...others, ...(isMap(route) && { route: routeOf(route, number) }) };
}

function routeOf(route: Tree, number: number): Tree {
  const { priority, ...others } = route;
  const { hosts } = others;
  return {
    ...others,
    ...(Array.isArray(hosts) && { hosts: hosts.map((host) => hostOf(String(host), number)) }),
  };
}

const namesOf = ({ prefix, ...others }: Tree, number: number): Tree => ({
  ...others,
  ...(typeof prefix === "string" && { prefix: `${prefix}-pr-${number}` }),
});

/** The host of a pull request's environment: `pr-123.shop.test.example.com`. */
export const hostOf = (host: string, number: number): string => `pr-${number}.${host}`;
