import { type Problem } from "../../config/problems";
import { Notes } from "../notes";
import { isTree, type Path, type Tree } from "../paths";
import { readYaml, shapeProblems, type YamlFile } from "../yaml-file";
import { type EcsParams, ecsParams } from "./shape";

/** The ECS CLI's parameter file, and what of it has no place in a stack file. */
export interface EcsParamsFile {
  readonly value: EcsParams;
  readonly file: YamlFile;
  readonly notes: Notes;
}

/** Reads the parameter file. It never throws: what is wrong comes back as problems. */
export function readEcsParams(
  name: string,
  text: string,
): EcsParamsFile | { readonly problems: readonly Problem[] } {
  const file = readYaml(name, text);
  if ("problems" in file) return file;
  const parsed = ecsParams.safeParse(file.value);
  if (!parsed.success) {
    return { problems: shapeProblems(parsed.error, file) };
  }
  const notes = new Notes(file.locate);
  for (const { at, reason } of NO_PLACE) {
    for (const path of matching(file.value, at)) notes.leftOut(path, reason);
  }
  if (isPublic(parsed.data)) {
    notes.changed(
      [...NETWORK, "assign_public_ip"],
      "Tasks get no public address: users come through the load balancer, and images are pulled through NAT. placement: public gives the address back.",
    );
  }
  return { value: parsed.data, file, notes };
}

function isPublic({ run_params: run }: EcsParams): boolean {
  return run?.network_configuration?.awsvpc_configuration?.assign_public_ip === "ENABLED";
}

const NETWORK: Path = ["run_params", "network_configuration", "awsvpc_configuration"];

interface NoPlace {
  /** The way to a key; * is any name. */
  readonly at: Path;
  readonly reason: string;
}

const CONTAINER: Path = ["task_definition", "services", "*"];

const NO_PLACE: readonly NoPlace[] = [
  {
    at: ["task_definition", "task_execution_role"],
    reason: "Drydock makes the execution role, with the rights the task needs and no others.",
  },
  {
    at: ["task_definition", "task_role_arn"],
    reason: "Drydock makes the task role: say under permissions what the code may do.",
  },
  {
    at: ["task_definition", "ipc_mode"],
    reason: "Fargate does not let a task say this.",
  },
  {
    at: ["task_definition", "docker_volumes"],
    reason: "Fargate has no Docker volumes; those of the Compose file become EFS file systems.",
  },
  {
    at: ["task_definition", "efs_volumes"],
    reason:
      "Drydock makes file systems of its own and mounts no others: copy the files, for example with AWS DataSync.",
  },
  {
    at: ["task_definition", "placement_constraints"],
    reason: "Fargate chooses the machines, so there is nothing to place.",
  },
  {
    at: [...CONTAINER, "gpu"],
    reason: "Fargate has no GPUs.",
  },
  {
    at: [...CONTAINER, "firelens_configuration"],
    reason: "Containers log to CloudWatch Logs; a stack file has no key for another log router.",
  },
  {
    at: [...CONTAINER, "logging"],
    reason: "Containers log to CloudWatch Logs, in a group of the service.",
  },
  {
    at: [...NETWORK, "subnets"],
    reason: "Drydock makes a VPC and its subnets: drydock:network says which.",
  },
  {
    at: [...NETWORK, "security_groups"],
    reason: "Drydock makes security groups, open for what routes and connections need.",
  },
  {
    at: ["run_params", "task_placement"],
    reason: "Fargate chooses the machines, so there is nothing to place.",
  },
  {
    at: ["run_params", "service_discovery"],
    reason:
      "A service that others name in connectsTo gets discovery; add discovery: dnsA for DNS records in a zone that Drydock makes.",
  },
];

function matching(value: Tree, [first, ...rest]: Path, trail: Path = []): Path[] {
  if (first === undefined) return [trail];
  const names = first === "*" ? Object.keys(value) : [String(first)];
  return names.flatMap((name) => {
    const found = value[name];
    const path = [...trail, name];
    if (found === undefined || found === null) return [];
    if (rest.length === 0) return [path];
    return isTree(found) ? matching(found, rest, path) : [];
  });
}
