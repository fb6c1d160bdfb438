import { posix } from "node:path";
import { securityHub } from "../../lib/links";
import { known, read, readList, readNumber, readString } from "../../lib/reading";
import { decide, resourceRule } from "../../lib/rule";

export const efsAccessPointConfined = resourceRule({
  name: "efs-access-point-confined",
  row: 51,
  title: "An EFS access point leads to a folder, as a user who is not root",
  controls: ["EFS.3", "EFS.4", "CKV_AWS_329", "CKV_AWS_330"],
  severity: "medium",
  why: "An access point at the root, or as root, gives its client every other client's files.",
  fix: "Set rootDirectory.path below /, its creationInfo, and posixUser with a uid other than 0.",
  url: securityHub("efs-3"),
  kinds: ["accessPoint"],
  check(check) {
    const { inputs } = check.resource;
    const path = readString(inputs, "rootDirectory.path");
    const rootProblem = "leads to the root of the file system";
    decide(check, path, {
      property: "rootDirectory.path",
      absent: rootProblem,
      known: (value) => (isRoot(value) ? rootProblem : undefined),
    });
    for (const id of ["uid", "gid"]) {
      decide(check, readNumber(inputs, `posixUser.${id}`), {
        property: `posixUser.${id}`,
        absent: `does not fix the ${id} of its clients`,
        known: (value) => (value === 0 ? `gives its clients the ${id} of root` : undefined),
      });
    }
    const groups = known(readList(inputs, "posixUser.secondaryGids")) ?? [];
    if (groups.some((group) => Number(group) === 0)) {
      check.report({
        problem: "gives its clients the gid of root",
        property: "posixUser.secondaryGids",
      });
    }
    for (const id of ["ownerUid", "ownerGid"]) {
      decide(check, readNumber(inputs, `rootDirectory.creationInfo.${id}`), {
        property: `rootDirectory.creationInfo.${id}`,
        known: (value) => (value === 0 ? "leads to a folder of root" : undefined),
      });
    }
    decide(check, readString(inputs, "rootDirectory.creationInfo.permissions"), {
      property: "rootDirectory.creationInfo.permissions",
      // The last digit is what everybody may do, and 2 is to write.
      known: (mode) =>
        /[2367]$/.test(mode) ? "lets everybody write to the folder that EFS creates" : undefined,
    });
    // EFS does not create a missing folder without it, and the mount fails.
    const creation = read(inputs, "rootDirectory.creationInfo.permissions");
    if (known(path) !== undefined && !isRoot(known(path) ?? "") && creation.state === "absent") {
      check.report({
        problem: "does not say who owns the folder that EFS creates for it",
        property: "rootDirectory.creationInfo",
      });
    }
  },
});

function isRoot(path: string): boolean {
  return posix.normalize(`/${path}`) === "/";
}
