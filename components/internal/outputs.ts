/** Leaves out undefined values: the SDK warns of an output without a value, at every run. */
export function definedOutputs<Value>(outputs: Readonly<Record<string, Value | undefined>>) {
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== undefined));
}
