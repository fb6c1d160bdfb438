/** Node's options for a process that runs the repository's packages from their sources. */
export const fromSource = ["--conditions=source", "--require=ts-node/register/transpile-only"];
