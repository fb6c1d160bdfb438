/** Runs a policy pack on a program's registrations: in this process, or in the pack's own as the engine does. */
import type { PolicyPackRequest, PolicyPackResult } from "./types";

export { packResources } from "./from-capture";
export * from "./types";

/**
 * Runs a pack in its own process, over gRPC, as the engine does.
 *
 * @throws PolicyPackError if the pack does not start, its configuration is invalid, or a policy fails
 */
export async function runPolicyPack(request: PolicyPackRequest): Promise<PolicyPackResult> {
  const { runInOwnProcess } = await import("./own-process");
  return runInOwnProcess(request);
}

/**
 * Runs the policies of `drydock-policy` in this process: the same findings, without the start of a process.
 *
 * @throws PolicyPackError if the configuration is invalid, or a policy fails
 */
export async function evaluatePolicies(request: PolicyPackRequest): Promise<PolicyPackResult> {
  const { evaluateHere } = await import("./in-process");
  return evaluateHere(request);
}
