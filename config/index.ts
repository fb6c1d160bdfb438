export { loadStack, STACK_FILE_VARIABLE, StackFileError, type Stack } from "./engine";
export { loadStackFile, sourceOf, type LoadedStack, type RefusedStack } from "./loader";
export { type Positions } from "./document";
export { formatProblems, type Place, type Problem } from "./problems";
export type * from "./schema";
