/** `npm run sandbox -- <command> --stack <stack>`: the real engine, no cloud account. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { DamagedCloudError } from "../cloud/errors";
import { findCli } from "./cli/find";
import { describeCloud } from "./describe";
import { SandboxError } from "./errors";
import { type Control, type Delay, type Fault, type Method, methods } from "./provider/control";
import { recover } from "./recover";
import { openSandbox, type Sandbox } from "./sandbox";
import { EngineFailure, pipedCommand, terminalCommand } from "./workspace/command";
import { removeFolder, sandboxFolder } from "./workspace/folder";

const root = resolve(__dirname, "..", "..", "..");

interface StackOptions {
  readonly stack: string;
  readonly stackFile?: string;
}

interface UpdateOptions extends StackOptions {
  readonly policies: boolean;
  readonly diff: boolean;
  readonly fail: readonly Fault[];
  readonly hangUp: readonly Fault[];
  readonly lose: readonly Fault[];
  readonly slow: readonly Delay[];
}

async function withSandbox(
  options: StackOptions,
  work: (sandbox: Sandbox) => Promise<void>,
): Promise<void> {
  const cli = findCli();
  if (cli.remark !== undefined) process.stderr.write(`${cli.remark}\n`);
  const command = terminalCommand(await pipedCommand(cli));
  const { stack, stackFile } = options;
  const sandbox = await openSandbox({
    root,
    stack,
    command,
    ...(stackFile === undefined ? {} : { stackFile: resolve(stackFile) }),
  });
  try {
    await work(sandbox);
  } finally {
    await sandbox.close();
  }
}

const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
};

/** `create:aws:ecs/service` or `ecs/service`. */
function pattern(text: string): { readonly method?: Method; readonly subject?: string } {
  const method = methods.find((one) => text === one || text.startsWith(`${one}:`));
  const subject = method === undefined ? text : text.slice(method.length + 1);
  return { ...(method === undefined ? {} : { method }), ...(subject === "" ? {} : { subject }) };
}

const faultArgument =
  (kind: Fault["kind"]) =>
  (text: string, former: readonly Fault[]): readonly Fault[] => [
    ...former,
    { kind, ...pattern(text) },
  ];

function delayArgument(text: string, former: readonly Delay[]): readonly Delay[] {
  const [, which = "", milliseconds = ""] = /^(?:(.*)=)?(\d+)$/.exec(text) ?? [];
  if (milliseconds === "") {
    throw new InvalidArgumentError(
      "Give milliseconds, or <calls>=<milliseconds>: ecs/service=5000",
    );
  }
  return [...former, { ...pattern(which), milliseconds: Number(milliseconds) }];
}

const controlOf = ({ fail, hangUp, lose, slow }: UpdateOptions): Partial<Control> => ({
  faults: [...fail, ...hangUp, ...lose],
  delays: slow,
});

/** Also the name of a folder, so nothing that leads out of `.sandbox`. */
function stackArgument(text: string): string {
  if (/^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}$/.test(text)) return text;
  throw new InvalidArgumentError(
    "A stack's name has 1 to 100 letters, digits, hyphens, underscores and dots, no dot first.",
  );
}

const stackOption = () =>
  new Option("--stack <name>", "the stack: the middle of Pulumi.<stack>.yaml")
    .argParser(stackArgument)
    .default("test");
const fileOption = () =>
  new Option("--stack-file <path>", "another stack file, such as one of examples/");

function updateCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(stackOption())
    .addOption(fileOption())
    .option("--diff", "show every changed property", false)
    .option("--no-policies", "leave the policy pack out")
    .option(
      "--fail <call>",
      "let a provider call fail once, such as create:ecs/service (repeatable)",
      faultArgument("refuse"),
      [],
    )
    .option(
      "--hang-up <call>",
      "break the connection at a provider call, once, before anything happened (repeatable)",
      faultArgument("hangUp"),
      [],
    )
    .option(
      "--lose <call>",
      "lose the answer to a provider call, once: what was asked for happens (repeatable)",
      faultArgument("lose"),
      [],
    )
    .option(
      "--slow <calls>",
      "let provider calls take time: 200, or ecs/service=5000 milliseconds (repeatable)",
      delayArgument,
      [],
    );
}

function stackCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(stackOption())
    .addOption(fileOption());
}

const sandboxCommand = new Command("sandbox")
  .description("Runs this repository's program on the real Pulumi engine and a stand-in cloud.")
  .addCommand(
    updateCommand("up", "make or change everything").action(async (options: UpdateOptions) => {
      await withSandbox(options, async ({ stack, providers, policyPacks }) => {
        await providers.control(controlOf(options));
        await stack.up({ diff: options.diff, ...(options.policies ? policyPacks : {}) });
      });
    }),
  )
  .addCommand(
    updateCommand("preview", "show what up would do").action(async (options: UpdateOptions) => {
      await withSandbox(options, async ({ stack, providers, policyPacks }) => {
        await providers.control(controlOf(options));
        await stack.preview({ diff: options.diff, ...(options.policies ? policyPacks : {}) });
      });
    }),
  )
  .addCommand(
    updateCommand("refresh", "compare the state with the stand-in cloud").action(
      async (options: UpdateOptions) => {
        await withSandbox(options, async ({ stack, providers }) => {
          await providers.control(controlOf(options));
          await stack.refresh();
        });
      },
    ),
  )
  .addCommand(
    updateCommand("destroy", "delete everything").action(async (options: UpdateOptions) => {
      await withSandbox(options, async ({ stack, providers }) => {
        await providers.control(controlOf(options));
        await stack.destroy();
      });
    }),
  )
  .addCommand(
    stackCommand("outputs", "print the stack's outputs; secrets stay hidden").action(
      async (options: StackOptions) => {
        await withSandbox(options, async ({ stack }) => {
          const outputs = Object.entries(await stack.outputs());
          print(
            Object.fromEntries(
              outputs.map(([key, { value, secret }]) => [key, secret ? "[secret]" : value]),
            ),
          );
        });
      },
    ),
  )
  .addCommand(
    stackCommand("history", "print the updates so far").action(async (options: StackOptions) => {
      await withSandbox(options, async ({ stack }) => {
        const history = await stack.history();
        print(
          history.map(({ version, kind, result, startTime, endTime, resourceChanges }) => ({
            version,
            kind,
            result,
            startTime,
            endTime,
            resourceChanges,
          })),
        );
      });
    }),
  )
  .addCommand(
    stackCommand("export", "print the state, secrets encrypted").action(
      async (options: StackOptions) => {
        // Not the Automation API's export: that one decrypts.
        await withSandbox(options, async (sandbox) => {
          process.stdout.write(await sandbox.pulumi("stack", "export"));
        });
      },
    ),
  )
  .addCommand(
    stackCommand("cancel", "take the lock of an update that was killed away").action(
      async (options: StackOptions) => {
        await withSandbox(options, async ({ stack }) => {
          await stack.cancel();
        });
      },
    ),
  )
  .addCommand(
    stackCommand("recover", "after a killed update: cancel, take in what was made, refresh").action(
      async (options: StackOptions) => {
        await withSandbox(options, async (sandbox) => {
          for (const { urn, id } of await recover(sandbox)) {
            process.stdout.write(
              `${id === undefined ? "was not made" : `exists: ${id}`}  ${urn}\n`,
            );
          }
        });
      },
    ),
  )
  .addCommand(
    stackCommand("describe", "list what the stand-in cloud holds, as AWS would").action(
      (options: StackOptions) => {
        const { cloudFile } = sandboxFolder(join(root, ".sandbox", options.stack));
        process.stdout.write(describeCloud(cloudFile));
      },
    ),
  )
  .addCommand(
    stackCommand("reset", "forget the stack, its history and its cloud").action(
      ({ stack }: StackOptions) => {
        const folder = sandboxFolder(join(root, ".sandbox", stack));
        const known = existsSync(folder.path);
        removeFolder(folder);
        process.stdout.write(`${known ? "Forgotten" : "There was nothing to forget"}: ${stack}\n`);
      },
    ),
  );

sandboxCommand.parseAsync().catch((error: unknown) => {
  if (error instanceof EngineFailure) {
    process.exitCode = error.exitCode;
    return;
  }
  process.exitCode = 1;
  const expected = error instanceof SandboxError || error instanceof DamagedCloudError;
  process.stderr.write(
    `${expected ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
});
