import { z } from "zod";
import { integer, text } from "./scalars";

export interface Port {
  /** The port in the container. */
  readonly target: number;
  /** The first port on the host; undefined where Docker chooses one. */
  readonly published: number | undefined;
  readonly hostIp: string | undefined;
  readonly protocol: string;
  /** Index in the list. */
  readonly index: number;
}

/** One entry. */
type Binding = Omit<Port, "index">;

/** [[address:]host:]container[/protocol], with ranges: https://docs.docker.com/reference/compose-file/services/#ports */
const short =
  /^(?:(?:(?<ip>\[[^\]]+\]|[^:]+):)?(?<host>[\d-]*):)?(?<container>\d+(?:-\d+)?)(?:\/(?<protocol>\w+))?$/;

const shortPorts = text.transform((given, context): Binding[] => {
  const groups = short.exec(given)?.groups;
  if (groups === undefined) {
    context.addIssue({ code: "custom", message: 'This must be a port, such as "8080:80".' });
    return z.NEVER;
  }
  const [first, last] = bounds(groups["container"] ?? "");
  const [host] = bounds(groups["host"] ?? "");
  return Array.from({ length: Math.max(last - first, 0) + 1 }, (_, index) => ({
    target: first + index,
    published: host === 0 ? undefined : host + index,
    hostIp: groups["ip"],
    protocol: groups["protocol"] ?? "tcp",
  }));
});

function bounds(range: string): readonly [first: number, last: number] {
  const [first = "0", last = first] = range.split("-");
  return [Number(first), Number(last)];
}

const longPort = z
  .looseObject({
    target: integer,
    published: text.optional(),
    host_ip: text.optional(),
    protocol: text.default("tcp"),
  })
  .transform(({ target, published, host_ip: hostIp, protocol }): Binding[] => {
    const [host] = bounds(published ?? "");
    return [{ target, published: host === 0 ? undefined : host, hostIp, protocol }];
  });

/** The ports of a service, with ranges expanded. */
export const ports = z
  .array(
    z.union([longPort, shortPorts], {
      error: 'This must be a port, such as "8080:80", or a map with target.',
    }),
    { error: "This must be a list of ports." },
  )
  .transform((lists): Port[] =>
    lists.flatMap((list, index) => list.map((port) => ({ ...port, index }))),
  );
