import { type Context, type Named, named } from "./context";

/** A called service, with the ports that the caller names. */
export interface Call {
  readonly to: string;
  readonly ports: readonly number[];
  /** Whether the caller names an address, not only a start order. */
  readonly addressed: boolean;
  /** Another name than the service's that the caller uses, such as a container_name. */
  readonly alias: string | undefined;
}

/** Names of variables whose value is a host if it is the bare name of a service. */
const hostVariable =
  /(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS|ENDPOINT|URL|URI|NODE|NODES|BROKER|BROKERS|INSTANCE|INSTANCES|UPSTREAM)S?$/i;

/** The services that a service calls, by its links, depends_on, and names in variables and commands. */
export function callsOf(one: Named, context: Context): Call[] {
  return [...context.project.services.keys()]
    .filter((other) => other !== one.name)
    .flatMap((other) => {
      const target = named(context, other);
      if (!shareNetwork(one, target)) return [];
      const written = writtenCalls(one, target);
      const linked = (one.service.links ?? []).some((link) => link.split(":")[0] === other);
      const needed = one.service.depends_on?.has(other) === true;
      if (!linked && !needed && written === undefined) return [];
      const { ports = [], alias } = written ?? {};
      return [{ to: other, ports, alias, addressed: linked || written !== undefined }];
    });
}

/** Two services that have a network in common; without any named they have the default one. */
function shareNetwork(one: Named, other: Named): boolean {
  const networks = networksOf(one);
  return networksOf(other).some((network) => networks.includes(network));
}

function networksOf({ service }: Named): readonly string[] {
  const networks = [...(service.networks?.keys() ?? [])];
  return networks.length === 0 ? ["default"] : networks;
}

function writtenCalls(one: Named, target: Named): Pick<Call, "ports" | "alias"> | undefined {
  const names = namesOf(target);
  const texts = [...(one.service.command ?? []), ...(one.service.entrypoint ?? [])];
  const found = names.flatMap((name) => [
    ...texts.flatMap((text) => mentions(text, name)),
    ...[...(one.service.environment ?? [])].flatMap(([variable, value]) =>
      value === null
        ? []
        : value === name && hostVariable.test(variable)
          ? [{ name, port: undefined }]
          : mentions(value, name),
    ),
  ]);
  const [first] = found;
  if (first === undefined) return undefined;
  return {
    ports: [...new Set(found.flatMap(({ port }) => port ?? []))],
    alias: found.find(({ name }) => name !== target.name)?.name,
  };
}

/** The names by which Docker resolves a container. */
export function namesOf({ name, service }: Named): string[] {
  const aliases = [...(service.networks?.values() ?? [])].flat();
  return [...new Set([name, service.container_name ?? name, service.hostname ?? name, ...aliases])];
}

interface Mention {
  readonly name: string;
  readonly port: number | undefined;
}

/** Finds a name used as a host in a text: after :// or @, or before a port; before an @ it is a user. */
function mentions(text: string, name: string): Mention[] {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const address = new RegExp(
    `(?:(://|@)|(?<![\\w.-]))${escaped}(?::(\\d+))?(?![\\w.-])(?![^/\\s]*@)`,
    "g",
  );
  return [...text.matchAll(address)].flatMap(([, before, port]) =>
    before === undefined && port === undefined
      ? []
      : [{ name, port: port === undefined ? undefined : Number(port) }],
  );
}
