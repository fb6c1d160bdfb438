import type { Problem } from "../../config/problems";
import { Notes } from "../notes";
import { isMap, type Path } from "drydock-components/model/check/path";
import type { Tree } from "../paths";
import { readYaml, shapeProblems, type YamlFile } from "../yaml-file";
import { type EcsParams, ecsParams } from "./shape";

/** The ECS CLI's parameter file, and its settings without a key in a stack file. */
export interface EcsParamsFile {
  readonly value: EcsParams;
  readonly file: YamlFile;
  readonly notes: Notes;
}

/** Reads the parameter file. Never throws: returns problems instead. */
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
  for (const [at, reason] of Object.entries(noPlace)) {
    for (const path of matching(file.value, at.split("."))) notes.leftOut(path, reason);
  }
  if (isPublic(parsed.data)) {
    notes.changed(
      [...networkShape, "assign_public_ip"],
      "Tasks get no public address: users connect through the load balancer, and tasks pull images through NAT. placement: public restores the address.",
    );
  }
  return { value: parsed.data, file, notes };
}

function isPublic({ run_params: run }: EcsParams): boolean {
  return run?.network_configuration?.awsvpc_configuration?.assign_public_ip === "ENABLED";
}

const networkShape: Path = ["run_params", "network_configuration", "awsvpc_configuration"];

/** Reasons by the path of a key; * is any name. */
const noPlace: Readonly<Record<string, string>> = {
  "task_definition.task_execution_role":
    "Drydock creates the execution role, with only the rights that the task needs.",
  "task_definition.task_role_arn":
    "Drydock creates the task role: list the code's rights under permissions.",
  "task_definition.ipc_mode": "Fargate does not support this setting.",
  "task_definition.docker_volumes":
    "Fargate has no Docker volumes; those of the Compose file become EFS file systems.",
  "task_definition.efs_volumes":
    "Drydock mounts only file systems that it creates: copy the files, for example with AWS DataSync.",
  "task_definition.placement_constraints":
    "Fargate chooses the machines, so placement does not apply.",
  "task_definition.services.*.gpu": "Fargate has no GPUs.",
  "task_definition.services.*.firelens_configuration":
    "Containers log to CloudWatch Logs; a stack file has no key for another log router.",
  "task_definition.services.*.logging":
    "Containers log to CloudWatch Logs, in the service's log group.",
  "run_params.network_configuration.awsvpc_configuration.subnets":
    "Drydock creates a VPC and its subnets: see drydock:network.",
  "run_params.network_configuration.awsvpc_configuration.security_groups":
    "Drydock creates security groups that allow only routes and connections.",
  "run_params.task_placement": "Fargate chooses the machines, so placement does not apply.",
  "run_params.service_discovery":
    "A service that others name in connectsTo gets discovery; add discovery: dnsA for DNS records in a zone that Drydock creates.",
};

function matching(value: Tree, [first, ...rest]: Path, trail: Path = []): Path[] {
  if (first === undefined) return [trail];
  const names = first === "*" ? Object.keys(value) : [String(first)];
  return names.flatMap((name) => {
    const found = value[name];
    const path = [...trail, name];
    if (found === undefined || found === null) return [];
    if (rest.length === 0) return [path];
    return isMap(found) ? matching(found, rest, path) : [];
  });
}
