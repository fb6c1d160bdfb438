/** `drydock sandbox up`, `preview`, `refresh` and `destroy`. */
import { type Command, InvalidArgumentError } from "commander";
import { EngineFailure } from "../../offline/engine/errors";
import {
  type Control,
  type Delay,
  type Fault,
  type Method,
  methods,
  neverStruck,
} from "../../offline/engine/provider/control";
import type { Sandbox } from "../../offline/engine/sandbox";
import { stackCommand, type StackOptions, withExamples } from "../options";
import type { Run } from "../../surroundings";
import { withSandbox } from "./opened";

interface UpdateOptions extends StackOptions {
  readonly policies: boolean;
  readonly diff: boolean;
  readonly fail: readonly Fault[];
  readonly hangUp: readonly Fault[];
  readonly lose: readonly Fault[];
  readonly rollBack: readonly Fault[];
  readonly slow: readonly Delay[];
}

/** One of the engine's operations. */
interface Update {
  readonly name: string;
  readonly description: string;
  readonly examples: readonly string[];
  readonly work: (sandbox: Sandbox, options: UpdateOptions) => Promise<unknown>;
}

const withPolicies = ({ mandatoryPacks }: Sandbox, { diff, policies }: UpdateOptions) => ({
  diff,
  ...(policies ? mandatoryPacks : {}),
});

const operations: readonly Update[] = [
  {
    name: "up",
    description: "Creates or changes everything.",
    examples: ["sandbox up --stack test", "sandbox up --fail create:ecs/service"],
    work: (sandbox, options) => sandbox.stack.up(withPolicies(sandbox, options)),
  },
  {
    name: "preview",
    description: "Shows what up would do.",
    examples: ["sandbox preview --stack test --diff"],
    work: (sandbox, options) => sandbox.stack.preview(withPolicies(sandbox, options)),
  },
  {
    name: "refresh",
    description: "Compares the state with the stand-in cloud.",
    examples: ["sandbox refresh"],
    work: ({ stack }) => stack.refresh(),
  },
  {
    name: "destroy",
    description: "Deletes everything.",
    examples: ["sandbox destroy --stack test"],
    work: ({ stack }) => stack.destroy(),
  },
];

export const updates = operations.map((update) => (run: Run) => updateCommand(update, run));

/** The options that make a call or a service fail; each may be given several times. */
const faultOptions = [
  {
    flags: "--fail <call>",
    effect: "let a provider call fail once, such as create:ecs/service",
    parse: faultArgument("refuse"),
  },
  {
    flags: "--hang-up <call>",
    effect: "break the connection at a provider call, once, before anything happened",
    parse: faultArgument("hangUp"),
  },
  {
    flags: "--lose <call>",
    effect: "lose the answer to a provider call, once: the call itself takes effect",
    parse: faultArgument("lose"),
  },
  {
    flags: "--roll-back <service>",
    effect: "let the new tasks of a service not become healthy, so that ECS rolls back",
    parse: (service: string, former: readonly Fault[]): readonly Fault[] => [
      ...former,
      { kind: "rollBack", subject: `aws:ecs/service:Service::${service}` },
    ],
  },
];

function updateCommand({ name, description, examples, work }: Update, run: Run): Command {
  const command = stackCommand(name, description)
    .option("--diff", "show every changed property", false)
    .option(
      "--no-policies",
      "leave the policy pack out; without it, only its mandatory findings are shown",
    );
  for (const { flags, effect, parse } of faultOptions) {
    command.option(flags, `${effect} (repeatable)`, parse, []);
  }
  command
    .option(
      "--slow <calls>",
      "let provider calls take time: 200, or ecs/service=5000 milliseconds (repeatable)",
      delayArgument,
      [],
    )
    .action((options: UpdateOptions) =>
      run((surroundings) =>
        withSandbox({ ...options, results: false }, surroundings, async (sandbox) => {
          const control = controlOf(options);
          await sandbox.providers.control(control);
          try {
            await work(sandbox, options);
          } catch (error) {
            if (error instanceof EngineFailure && name === "destroy") {
              surroundings.err(await protectionAdvice(sandbox, options));
            }
            throw error;
          } finally {
            if (control.record) {
              const missed = neverStruck(control.faults, await sandbox.providers.calls());
              surroundings.err(missed.map((fault) => missedText(fault, name)).join(""));
            }
          }
        }),
      ),
    );
  return withExamples(command, examples);
}

/** Calls are recorded to tell which faults none of them met. */
function controlOf({ fail, hangUp, lose, rollBack, slow }: UpdateOptions): Control {
  const faults = [...fail, ...hangUp, ...lose, ...rollBack];
  return { faults, delays: slow, record: faults.length > 0 };
}

/** Tells the user of a fault that no call of the run matched. */
function missedText({ method, subject }: Fault, command: string): string {
  const given = [method, subject].filter((part) => part !== undefined).join(":");
  return (
    `\nThe fault ${given} never struck: ${command} made no such call. Give <method>:<part of a type or name>, ` +
    `such as create:ecs/service; the methods are ${methods.join(", ")}.\n`
  );
}

/** The way out of a protected environment, in place of the engine's advice; empty where nothing is protected. */
async function protectionAdvice(
  sandbox: Sandbox,
  { stack, config }: StackOptions,
): Promise<string> {
  const { isProtected } = await import("../../offline/engine/workspace/state");
  if (!isProtected(await sandbox.pulumi("stack", "export"))) return "";
  const file = config ?? `Pulumi.${stack}.yaml`;
  const options = ["--stack", stack, ...(config === undefined ? [] : ["--config", config])];
  return (
    `\nThis environment protects its data. To destroy it: set \`drydock:lifecycle: disposable\` in ${file}, run ` +
    `\`npx drydock sandbox up ${options.join(" ")}\`, then destroy again. To forget the sandbox as a whole: ` +
    `\`npx drydock sandbox reset --stack ${stack}\`.\n`
  );
}

/** `create:aws:ecs/service` or `ecs/service`. */
function pattern(text: string): { readonly method?: Method; readonly subject?: string } {
  const method = methods.find((one) => text === one || text.startsWith(`${one}:`));
  const subject = method === undefined ? text : text.slice(method.length + 1);
  return { method, ...(subject === "" ? {} : { subject }) };
}

function faultArgument(kind: Fault["kind"]) {
  return (text: string, former: readonly Fault[]): readonly Fault[] => [
    ...former,
    { kind, ...pattern(text) },
  ];
}

function delayArgument(text: string, former: readonly Delay[]): readonly Delay[] {
  const [, which = "", milliseconds = ""] = /^(?:(.*)=)?(\d+)$/.exec(text) ?? [];
  if (milliseconds === "") {
    throw new InvalidArgumentError(
      "Give milliseconds, or <calls>=<milliseconds>: ecs/service=5000",
    );
  }
  return [...former, { ...pattern(which), milliseconds: Number(milliseconds) }];
}
