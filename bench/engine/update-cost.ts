/** Measures the cost of an update on the real engine and an instant cloud: time, and the memory of each process. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { isMap } from "drydock-components/model/check/path";
import { processes } from "../measure";

export interface UpdateCost extends Measured {
  /** Whether the engine wrote its state at every step. */
  readonly checkpoints: boolean;
  /** Peak of the Pulumi CLI. */
  readonly engineMiB: number;
  /** Peak of the stand-in providers. */
  readonly cloudMiB: number;
}

/** The figures that the process of the update measures itself. */
interface Measured {
  readonly stack: string;
  readonly resources: number;
  readonly upSeconds: number;
  /** Peak of the program and the Automation API until the end of the update. */
  readonly programMiB: number;
  /** With nothing left to do. */
  readonly previewSeconds: number;
}

/** @param checkpoints false writes the state once, at the end */
export async function updateCost(stackFile: string, checkpoints: boolean): Promise<UpdateCost> {
  const script = join(__dirname, "run-update.ts");
  const args = ["--conditions=source", "--require=./scripts/from-source.cjs", script, stackFile];
  const once = checkpoints ? {} : { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...once },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const peaks = { engineMiB: 0, cloudMiB: 0 };
  const sampling = setInterval(() => {
    for (const { parent, mebibytes, command } of processes()) {
      const resident = Math.round(mebibytes);
      if (parent !== child.pid) continue;
      const which = command.includes("pulumi") ? "engineMiB" : "cloudMiB";
      peaks[which] = Math.max(peaks[which], resident);
    }
  }, 200);
  const code = await new Promise((done) => child.once("close", done));
  clearInterval(sampling);
  if (code !== 0) throw new Error(`The update of ${stackFile} ended with ${String(code)}`);
  return { ...measured(output), checkpoints, ...peaks };
}

function measured(output: string): Measured {
  const value: unknown = JSON.parse(output);
  if (!isMap(value)) throw new Error(`The update printed ${output}`);
  return {
    stack: String(value["stack"]),
    resources: Number(value["resources"]),
    upSeconds: Number(value["upSeconds"]),
    programMiB: Number(value["programMiB"]),
    previewSeconds: Number(value["previewSeconds"]),
  };
}
