import { portOf } from "drydock-components/model/databases";
import type { StackConfig } from "./schema";
import type { TaskConfig } from "./tasks";

/** Something that is no service here, and that a task is let out to. */
export interface WayOut {
  readonly securityGroupId: string | undefined;
  readonly cidr: string | undefined;
  readonly port: number;
  /** Whether its security group gets a rule too. */
  readonly admits: boolean;
}

/**
 * The ways of a task to its databases and to what else it reaches, by names for their rules. Two databases on one server have
 * one way: AWS refuses a rule that is there already.
 */
export function waysOut(
  { databases, reaches }: Pick<TaskConfig, "databases" | "reaches">,
  config: Pick<StackConfig, "databases">,
): Record<string, WayOut> {
  const bound = Object.keys(databases).flatMap((name) => {
    const database = config.databases[name];
    return database === undefined ? [] : [{ ...database, port: portOf(database), admits: true }];
  });
  // Databases last: of two on one way, the one that admits stays.
  const others = reaches.map((one) => ({ ...one, admits: false }));
  return Object.fromEntries(
    [...others, ...bound].map(({ securityGroupId, cidr, port, admits }) => [
      `${securityGroupId ?? cidr?.replace("/", "-") ?? ""}-${port}`,
      { securityGroupId, cidr, port, admits: admits && securityGroupId !== undefined },
    ]),
  );
}
