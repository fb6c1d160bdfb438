import { securityGroupsOf, subnetsOf, taskDefinitionOf } from "../../lib/model/ecs";
import { efsVolumesOf } from "../../lib/model/file-systems";
import { admitsPort, isOnly, rulesOf, wayOut, zoneOf } from "../../lib/model/network";
import type { StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { stackRule, type StackCheck } from "../../lib/rule";

const nfs = 2049;

export const efsMountTargetsCoverService = stackRule({
  name: "efs-mount-targets-cover-service",
  row: 54,
  title:
    "A file system has a mount target in every zone of the services that mount it, for them only",
  severity: "medium",
  why: "A task in a zone without mount target does not start; an open one serves whoever asks.",
  fix: "Make a mount target in each zone, and admit port 2049 from the services' security groups only.",
  url: "https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",
  kinds: [
    "fileSystem",
    "mountTarget",
    "service",
    "taskDefinition",
    "subnet",
    "securityGroup",
    "securityGroupRule",
    "ingressRule",
    "egressRule",
  ],
  check(check) {
    const { stack } = check;
    const users = new Map<StackResource, Set<StackResource>>();
    for (const service of stack.ofKind("service")) {
      const definition = taskDefinitionOf(stack, service);
      if (definition === undefined) continue;
      const mounted = efsVolumesOf(stack, definition).flatMap((volume) => volume.fileSystems);
      for (const fileSystem of mounted) {
        users.set(fileSystem, (users.get(fileSystem) ?? new Set()).add(service));
      }
    }
    for (const [fileSystem, services] of users) {
      const mounts = stack.referrers(fileSystem, "mountTarget", "fileSystemId");
      for (const service of services) checkZones(check, { fileSystem, mounts, service });
      checkDoors(check, mounts, services);
      for (const service of services) checkWayOut(check, mounts, service);
    }
  },
});

function subnetsOfMounts(
  stack: StackModel,
  mounts: readonly StackResource[],
): readonly StackResource[] {
  return mounts.flatMap((mount) => stack.references(mount, "subnetId", "subnet").targets);
}

function checkZones(
  { stack, report, defer }: StackCheck,
  at: {
    readonly fileSystem: StackResource;
    readonly mounts: readonly StackResource[];
    readonly service: StackResource;
  },
): void {
  const { fileSystem, mounts, service } = at;
  const subnets = subnetsOf(stack, service);
  const unknownMount = mounts.some(
    (mount) => !stack.references(mount, "subnetId", "subnet").complete,
  );
  if (unknownMount || !subnets.complete) {
    defer(fileSystem, "mountTargets");
    return;
  }
  const key = (subnet: StackResource): string => zoneOf(subnet) ?? subnet.urn;
  const covered = new Set(subnetsOfMounts(stack, mounts).map(key));
  const missing = subnets.targets.filter((subnet) => !covered.has(key(subnet)));
  if (missing.length === 0) return;
  report(fileSystem, {
    problem: `has no mount target in every zone where ${service.name} runs`,
    property: "mountTargets",
  });
}

/** Whether the service's own groups let it connect to the mount targets. */
function checkWayOut(
  { stack, report, defer }: StackCheck,
  mounts: readonly StackResource[],
  service: StackResource,
): void {
  const callers = securityGroupsOf(stack, service);
  const doors = mounts.map((mount) => stack.references(mount, "securityGroups", "securityGroup"));
  const isSure = [callers, ...doors].every((one) => one.external.length === 0 && one.complete);
  if (!isSure || callers.targets.length === 0 || doors.length === 0) return;
  const to = new Set(doors.flatMap((one) => one.targets));
  const way = wayOut(stack, { from: callers.targets, to, port: nfs });
  const property = "networkConfiguration.securityGroups";
  if (way === "unknown") defer(service, property);
  if (way === "closed") {
    report(service, { problem: `may not connect to mount targets on port ${nfs}`, property });
  }
}

function checkDoors(
  { stack, report, defer }: StackCheck,
  mounts: readonly StackResource[],
  services: ReadonlySet<StackResource>,
): void {
  const allowed = new Set([...services].flatMap((one) => securityGroupsOf(stack, one).targets));
  for (const mount of mounts) {
    const groups = stack.references(mount, "securityGroups", "securityGroup");
    if (groups.absent) {
      report(mount, { problem: "has the default security group", property: "securityGroups" });
    }
    const rules = groups.targets
      .flatMap((group) => rulesOf(stack, group))
      .filter((rule) => rule.direction === "ingress");
    if (groups.targets.length > 0 && !rules.some((rule) => admitsPort(rule, nfs))) {
      report(mount, { problem: `does not admit port ${nfs}`, property: "securityGroups" });
    }
    for (const rule of rules) {
      if (rule.peerUnknown) defer(rule.owner, rule.property);
      const strangers = rule.peers.filter((peer) => !allowed.has(peer));
      if (rule.ranges.length > 0 || rule.hasPrefixList || strangers.length > 0) {
        report(rule.owner, {
          problem: "lets others than the services that mount it reach a mount target",
          property: rule.property,
        });
      }
      if (!isOnly(rule, nfs)) {
        report(rule.owner, {
          problem: `opens other ports of a mount target than ${nfs}`,
          property: "fromPort",
        });
      }
    }
  }
}
