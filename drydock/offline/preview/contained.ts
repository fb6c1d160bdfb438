/** Keeps a program from ending or changing this process, in which the next environment is previewed. */

/** The program called `process.exit`. */
class ProgramExitError extends Error {
  override readonly name = "ProgramExitError";
}

/**
 * Runs a program's work. Standard output is for the report, so the program's own output goes to standard error;
 * the folder and the environment variables are restored afterwards.
 */
export async function contained<Result>(work: () => Promise<Result>): Promise<Result> {
  const folder = process.cwd();
  const variables = { ...process.env };
  const restore = [
    replace(process.stdout, "write", process.stderr.write.bind(process.stderr)),
    replace(process, "exit", (code?: number | string | null) => {
      throw new ProgramExitError(`The program called process.exit(${code ?? ""}).`);
    }),
  ];
  try {
    return await work();
  } finally {
    for (const one of restore) one();
    process.chdir(folder);
    for (const name of Object.keys(process.env)) {
      if (!(name in variables)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, variables);
  }
}

/** A user's error needs only a message; print the stack only for a fault of the program. */
export async function failureText(error: unknown): Promise<string> {
  if (!(error instanceof Error)) return String(error);
  const { RunError } = await import("@pulumi/pulumi");
  const isRunError: boolean = RunError.isInstance(error);
  const known = isRunError || namesOfKnown.includes(error.name);
  return known ? error.message : (error.stack ?? error.message);
}

const namesOfKnown = [
  "BaselineError",
  "InputPropertiesError",
  "NeverFinishedError",
  "ProgramExitError",
  "UnknownToCloudError",
];

/** Replaces a property and returns a function that restores it. */
function replace(object: object, key: string, value: unknown): () => void {
  const former = Object.getOwnPropertyDescriptor(object, key);
  Object.defineProperty(object, key, { value, configurable: true, writable: true });
  return () => {
    if (former === undefined) Reflect.deleteProperty(object, key);
    else Object.defineProperty(object, key, former);
  };
}
