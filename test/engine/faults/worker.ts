/** A process of its own that strikes the points it is sent. */
import type { FromWorker, ToWorker } from "./messages";
import { phases, PreparedPhase } from "./points";

let prepared: PreparedPhase | undefined;

async function answer(message: ToWorker): Promise<FromWorker> {
  if (message.kind === "prepare") {
    await prepared?.close();
    const phase = phases.find(({ name }) => name === message.phase);
    if (phase === undefined) throw new Error(`There is no phase ${message.phase}.`);
    prepared = await PreparedPhase.prepare(phase);
    return { kind: "prepared", points: prepared.points };
  }
  if (prepared === undefined) throw new Error("No phase is prepared.");
  return { kind: "struck", problems: await prepared.strike(message.point) };
}

process.on("message", (message: ToWorker) => {
  void answer(message).then((done) => process.send?.(done));
});
process.on("disconnect", () => {
  void prepared?.close().finally(() => process.exit(0));
});
