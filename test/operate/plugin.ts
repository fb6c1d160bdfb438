import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Puts a program in place of the Session Manager plugin that writes its arguments to `$WRITTEN` and ends with 7. */
export function fakePlugin(folder: string): void {
  mkdirSync(folder);
  const plugin = join(folder, "session-manager-plugin");
  writeFileSync(plugin, '#!/bin/sh\nprintf "%s\\n" "$@" > "$WRITTEN"\nexit 7\n');
  chmodSync(plugin, 0o755);
}
