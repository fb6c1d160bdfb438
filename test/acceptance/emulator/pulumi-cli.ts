import { failedDeployment } from "../../../components/fargate-service/deployment-report";
import { clusterOf, serviceIn, taskDefinitionArn, type World } from "./world";
import { namesOf } from "../run-settings";

/** What a program printed and came to. */
export interface CliAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const succeeds = (stdout: string): CliAnswer => ({ code: 0, stdout, stderr: "" });

/** Pulumi reports a failure among the diagnostics on standard output. */
const fails = (reason: string): CliAnswer => ({
  code: 255,
  stdout: `Diagnostics:\n  drydock:index:FargateService (web):\n    error: ${reason}\n`,
  stderr: "error: update failed\n",
});

/** Answers as the Pulumi CLI does, and changes the emulated account. */
export type PulumiCli = (args: readonly string[], folder: string) => Promise<CliAnswer>;

export function pulumiCli(world: World, url: () => string): PulumiCli {
  const { faults } = world;
  let rolledBack = false;
  const commands: Readonly<
    Record<string, (stack: string, folder: string) => CliAnswer | Promise<CliAnswer>>
  > = {
    version: () => succeeds(`v${faults.pulumiVersion ?? "3.259.0"}\n`),
    "stack init": (stack) =>
      faults.stackRefused === undefined
        ? succeeds(`Created stack '${stack}'\n`)
        : fails(faults.stackRefused),
    "stack output": (stack) => succeeds(JSON.stringify(outputs(stack, url()))),
    "stack rm": (stack) =>
      world.environment() === undefined
        ? succeeds(`Stack '${stack}' has been removed!\n`)
        : fails(`'${stack}' still has resources; removal rejected`),
    cancel: (stack) => succeeds(`The currently running update for '${stack}' has been canceled!\n`),
    preview: () =>
      faults.changesForever === undefined
        ? succeeds("Resources:\n    104 unchanged\n")
        : {
            ...fails("no changes were expected but changes occurred"),
            stdout: ` ~  ${faults.changesForever}\n`,
          },
    up: (stack, folder) => up(stack, folder),
    destroy: () => {
      if ((faults.destroyFails ?? 0) > 0) {
        faults.destroyFails = (faults.destroyFails ?? 0) - 1;
        return fails("deleting the subnet: it has dependencies and cannot be deleted");
      }
      world.destroy();
      return succeeds("Resources:\n    - 104 deleted\n");
    },
  };
  const up = async (stack: string, folder: string): Promise<CliAnswer> => {
    if (world.environment() === undefined) {
      await world.create(stack, folder);
      return faults.createFails === undefined
        ? succeeds("Resources:\n    + 104 created\n")
        : fails(faults.createFails);
    }
    if (serviceIn(folder, stack).command !== undefined) {
      rolledBack = true;
      return brokenUpdate(stack);
    }
    if (rolledBack && faults.stuckAfterRollback === true) return fails("the stack is locked");
    if (faults.changesIgnored !== true && !rolledBack) await world.roll();
    return succeeds("Resources:\n    ~ 2 updated\n");
  };
  const brokenUpdate = async (stack: string): Promise<CliAnswer> => {
    const before = world.environment()?.revision ?? 0;
    const tried = await world.rollBack();
    if (faults.noRollback === true) await world.roll();
    if (faults.brokenUpdateSays === "") return succeeds("Resources:\n    ~ 2 updated\n");
    const asked = { name: "web", serviceName: "web", stack };
    const report = failedDeployment(
      { ...asked, taskDefinition: taskDefinitionArn(stack, tried) },
      {
        taskDefinition: taskDefinitionArn(stack, before),
        runningCount: 1,
        desiredCount: 1,
        events: [],
      },
      ["Service deployment rolled back because the circuit breaker threshold was exceeded."],
    );
    return fails(faults.brokenUpdateSays ?? report);
  };
  return async (args, folder) => {
    const command = Object.keys(commands).find((name) => args.join(" ").startsWith(name));
    const run = command === undefined ? undefined : commands[command];
    if (run === undefined) return fails(`unknown command ${args.join(" ")}`);
    return run(stackOf(args), folder);
  };
}

function stackOf(args: readonly string[]): string {
  const at = args.indexOf("--stack");
  return (at === -1 ? args[2] : args[at + 1]) ?? "";
}

function outputs(stack: string, url: string): object {
  const names = namesOf({ stack });
  return {
    url,
    clusterName: clusterOf(stack),
    execLogGroup: `/${names.environment}/exec`,
    serviceNames: { web: "web" },
    logGroups: { web: names.logGroup("web") },
    execCommands: { web: "aws ecs execute-command" },
  };
}
