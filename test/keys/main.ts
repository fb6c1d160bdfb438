/** Command of `npm run test:engine:keys`: every key, there and back, on the engine; writes down what it saw. Up to an hour. */
import { Argument, Command } from "commander";
import { keyChanges, type Lifecycle, lifecycles } from "./changes";
import { changedOnEngine, type Tried } from "./on-engine";
import { isSeen, writeSeen } from "./record";
import { changeText, textOf } from "./row";

interface Options {
  readonly keys: string;
  readonly unseen?: true;
}

async function run(lifecycle: Lifecycle, { keys, unseen }: Options): Promise<void> {
  const changes = keyChanges(lifecycle)
    .filter(({ key }) => key.includes(keys))
    .filter((one) => unseen === undefined || !isSeen(lifecycle, one.key, changeText(one)));
  await changedOnEngine(changes, ({ changes: together, faults }: Tried) => {
    const good = faults.length === 0;
    const seen = new Map(
      together.map((one) => [
        one.key,
        good ? { change: changeText(one), outcome: textOf(one.outcome) } : undefined,
      ]),
    );
    writeSeen(lifecycle, seen);
    const title = together.map(({ key }) => key).join(", ");
    console.log([`${good ? "as previewed" : "OTHERWISE"}: ${title}`, ...faults].join("\n  "));
    if (!good) process.exitCode = 1;
  });
}

void new Command("npm run test:engine:keys --")
  .description("Changes every key of the stack file on the engine and takes it back.")
  .addArgument(new Argument("<lifecycle>", "of the environment").choices(lifecycles))
  .option("--keys <part>", "only keys that contain this", "")
  .option("--unseen", "only keys that the record lacks")
  .action(run)
  .parseAsync();
