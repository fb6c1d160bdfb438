/**
 * Recognises secrets. One detector for stack files, imports, messages, baselines and policies. No function here
 * returns a value, and no reason repeats one.
 */
export { secretParts } from "./commands";
export { looksLikeSecret, secretShape } from "./shapes";
