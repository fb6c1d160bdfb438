import { type Capability, fargateCapabilities } from "../facts/public-images";
import type { Path } from "./check/path";
import type { ModelProblem } from "./check/problem";

/** The kernel parameter that says from which port on every user may listen. */
export const portParameter = "net.ipv4.ip_unprivileged_port_start";

/**
 * From which port on every user may listen on Fargate, where nothing sets the parameter: the kernel's default. Docker sets 0, ECS
 * does not: https://github.com/aws/containers-roadmap/issues/1721
 */
const firstUnprivilegedPort = 1024;

/** The rights of the process that a container starts. */
export interface Privileged {
  readonly user: string;
  readonly capabilities: readonly Capability[];
  /** Those of its task. */
  readonly systemControls: Readonly<Record<string, string>>;
}

export function isRoot(user: string): boolean {
  return /^(?:root|0+)(?::|$)/.test(user);
}

/** Whether a process may listen on a port; a program of unknown file capabilities is taken at the word of `capabilities`. */
export function mayListen(port: number, { capabilities, systemControls }: Privileged): boolean {
  const first = systemControls[portParameter];
  return (
    port >= (first === undefined ? firstUnprivilegedPort : Number(first)) ||
    capabilities.includes("NET_BIND_SERVICE")
  );
}

/** A container that listens on a port it has no right to. `where` is its place in the task. */
export function portProblems(
  port: number | undefined,
  container: Privileged,
  where: Path,
): ModelProblem[] {
  if (port === undefined || mayListen(port, container)) return [];
  const root = isRoot(container.user);
  const kept = keptText([...container.capabilities, "NET_BIND_SERVICE"]);
  return [
    {
      path: [...where, "containerPort"],
      related: [[...where, "user"], [...where, "capabilities"], ["systemControls"]],
      message: root
        ? "Ports below 1024 need the capability NET_BIND_SERVICE, which this container drops."
        : "Fargate lets only root listen on a port below 1024.",
      allowed: `1024 to 65535${root ? "" : ", or a lower one that systemControls opens"}`,
      fix: root
        ? `Write capabilities: ${kept}.`
        : `Let the program listen on ${port + 8000}, and write containerPort: ${port + 8000}; ` +
          `or add systemControls: { ${portParameter}: "${port}" } to the service.`,
    },
  ];
}

/** Capabilities as a stack file lists them. */
export function keptText(capabilities: Iterable<Capability>): string {
  const kept = new Set(capabilities);
  return `[${fargateCapabilities.filter((capability) => kept.has(capability)).join(", ")}]`;
}
