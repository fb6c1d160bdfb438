/** Command of `npm run test:engine:keys`: every key, there and back, on the engine. Up to an hour. */
import { Argument, Command } from "commander";
import { keyChanges, type Lifecycle, lifecycles } from "./changes";
import { changedOnEngine } from "./on-engine";
import { isRefused } from "./page-rows";

async function run(lifecycle: Lifecycle, pattern: string): Promise<void> {
  const changes = keyChanges(lifecycle).filter(
    ({ key }) => key.includes(pattern) && !isRefused(key, lifecycle),
  );
  const faults = await changedOnEngine(changes, (line) => {
    console.log(line);
  });
  console.log(["", ...faults].join("\n\n"));
  if (faults.length > 0) process.exitCode = 1;
}

void new Command("npm run test:engine:keys --")
  .description("Changes every key of the stack file on the engine and takes it back.")
  .addArgument(new Argument("<lifecycle>", "of the environment").choices(lifecycles))
  .option("--keys <part>", "only keys that contain this", "")
  .action((lifecycle: Lifecycle, { keys }: { readonly keys: string }) => run(lifecycle, keys))
  .parseAsync();
