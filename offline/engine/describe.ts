/** Prints what the stand-in cloud holds. */
import { existsSync } from "node:fs";
import { CloudStore } from "./cloud/store";

/** @param cloudFile the file of the stand-in cloud */
export function describeCloud(cloudFile: string): string {
  if (!existsSync(cloudFile)) return "The stand-in cloud is empty: npm run sandbox -- up\n";
  const store = new CloudStore(cloudFile, { readOnly: true });
  return `${store
    .all()
    .map(({ type, id }) => `${type} ${id}`)
    .join("\n")}\n`;
}
