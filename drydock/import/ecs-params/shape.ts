import { z } from "zod";
import { healthcheck, map } from "../compose/shape";
import { flag, integer, size, text } from "../compose/scalars";
import { sizeMiB } from "../compose/units";

/** Memory of a task: a number of MiB, or a size such as 0.5GB, as a task definition has it. */
const taskMemory = text.transform((given, context) => {
  const mebibytes = /^\d+$/.test(given) ? Number(given) : sizeMiB(given);
  if (mebibytes !== undefined) return mebibytes;
  context.addIssue({ code: "custom", message: "This must be MiB, or a size such as 0.5GB." });
  return z.NEVER;
});

/** CPU of a task: units, or vCPUs such as `.25 vCPU`. */
const taskCpu = text.transform((given, context) => {
  const virtual = /^(\d*\.?\d+)\s*vcpu$/i.exec(given)?.[1];
  if (virtual !== undefined) return Math.ceil(Number(virtual) * 1024);
  if (/^\d+$/.test(given)) return Number(given);
  context.addIssue({ code: "custom", message: "This must be CPU units, such as 256." });
  return z.NEVER;
});

const container = map({
  essential: flag.optional(),
  repository_credentials: map({ credentials_parameter: text }).nullish(),
  cpu_shares: integer.nullish(),
  mem_limit: size.nullish(),
  mem_reservation: size.nullish(),
  init_process_enabled: flag.nullish(),
  healthcheck: healthcheck.nullish(),
  secrets: z.array(map({ value_from: text, name: text })).nullish(),
});

export type EcsContainer = z.output<typeof container>;

/** The file of the retired ECS CLI: https://github.com/aws/amazon-ecs-cli#using-ecs-parameters */
export const ecsParams = map({
  task_definition: map({
    pid_mode: text.nullish(),
    task_size: map({ cpu_limit: taskCpu.nullish(), mem_limit: taskMemory.nullish() }).nullish(),
    services: z.record(z.string(), container.nullable()).nullish(),
  }).nullish(),
  run_params: map({
    network_configuration: map({
      awsvpc_configuration: map({ assign_public_ip: text.nullish() }).nullish(),
    }).nullish(),
  }).nullish(),
});

export type EcsParams = z.output<typeof ecsParams>;
