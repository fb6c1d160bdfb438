import { compareVersions } from "../offline/engine/cli/version";

/**
 * The sections of a changelog that are newer than a version, in their order.
 *
 * @param changelog in the form of https://keepachangelog.com
 */
export function changesSince(changelog: string, version: string): string {
  return changelog
    .split(/^(?=## )/m)
    .filter((section) => {
      const released = /^## \[?(\d+\.\d+\.\d+)/.exec(section)?.[1];
      return released !== undefined && compareVersions(released, version) > 0;
    })
    .join("");
}
