import type { DerivedMutant } from "./further";
import { classOf } from "./left-out";

/** Derived mutants of one sort that no rule has to report, and why. */
export interface DerivedReason {
  readonly family: DerivedMutant["family"];
  /** The class of the type, such as `Bucket`; absent for every type. */
  readonly type?: RegExp;
  readonly place?: RegExp;
  readonly change?: RegExp;
  readonly because: string;
}

const same = "AWS's default, or a choice that protects as well or better";
const works = "decides whether, how fast and at what cost the program works, not who may do what";
const refused = "AWS refuses it, or ignores it without the settings that belong to it";
const elsewhere = "a separate resource of the program sets it, and S3 keeps the later one";

/** The order matters: the first reason that fits is the one that is given. */
export const derivedReasons: readonly DerivedReason[] = [
  {
    family: "lattice",
    type: /^BucketPolicy$/,
    because:
      "the statement still admits the load balancers' delivery service alone; AWS's documentation asks for no condition",
  },
  {
    family: "lattice",
    type: /^Key$/,
    because:
      "the statement is for the account itself, by its root or kms:CallerAccount; or for the log service alone",
  },
  {
    family: "lattice",
    type: /^Role$/,
    change: /^aws:Source/,
    because: "the other condition confines the role to the account as well",
  },
  {
    family: "lattice",
    type: /^Role$/,
    because: "the condition on the account stays, which no principal outside of it meets",
  },
  {
    family: "lattice",
    type: /^RolePolicy$/,
    change: /^kms:/,
    because: "beside a key that is named: the key's own policy has the same condition",
  },
  {
    family: "lattice",
    type: /^RolePolicy$/,
    change: /^elasticfilesystem:/,
    because: "beside a file system that is named, whose access points are the program's",
  },
  {
    family: "lattice",
    type: /^RolePolicy$/,
    change: /^(names|every)/,
    because:
      "an id that is unique in every region, names of which three characters are written, or a condition that names the resource",
  },
  {
    family: "lattice",
    type: /^RolePolicy$/,
    change: /^(those of the same verb|the service|everything|all but one)/,
    because:
      "actions of the same verb on the same named resource; ssmmessages opens channels of the task itself; logs:DescribeLogGroups lists names",
  },
  {
    family: "lattice",
    type: /^TopicPolicy$/,
    because: "the statement still admits services of AWS for this account alone, and they use TLS",
  },
  {
    family: "lattice",
    type: /^VpcEndpoint$/,
    because:
      "an endpoint's statement is bounded by principals of this account or by named resources: one of both is enough",
  },
  {
    family: "schema",
    type: /^(Dashboard|QueryDefinition|MetricAlarm|EventRule|EventTarget|Topic|TopicSubscription)$/,
    because: "decides what people see and are told of, not who may do what",
  },
  {
    family: "schema",
    type: /^Bucket$/,
    place: /^(serverSideEncryptionConfiguration|versioning|lifecycleRules|objectLockConfiguration)/,
    because: elsewhere,
  },
  {
    family: "schema",
    type: /^Bucket$/,
    place: /^(corsRules|replicationConfiguration)/,
    because: refused,
  },
  {
    family: "schema",
    place:
      /^(onUnauthenticated|objectLock|mutualAuthentication|.*onUnauthenticatedRequest|options\.|acl$|protection|imageTag|deletionProtection|multiRegion|enableExecuteCommand|mapPublicIp|bypassPolicy|.*mfaDelete|.*sseAlgorithm|.*blockedEncryptionTypes|.*replicationOverwrite|policy$|.*s3BucketEncryptionEnabled)/,
    because: same,
  },
  {
    family: "schema",
    type: /^Key$/,
    place: /^(customerMasterKeySpec|rotationPeriodInDays)$/,
    because: refused,
  },
  {
    family: "schema",
    type: /^(Vpc|Subnet|Route|RouteTable|FlowLog|AccessPoint|Record|SecurityGroup)$/,
    place: /cidr|netmask|ipv6|logDestination|secondaryGids|continent|country|geo|multivalue/i,
    because: refused,
  },
  {
    family: "schema",
    type: /^SecurityGroupEgressRule$/,
    because: "one port to addresses, as before; no-unlimited-egress reports a wide range of ports",
  },
  {
    family: "schema",
    type: /^AccessPoint$/,
    because: "an id that is neither root nor the owner's: the files are not readable",
  },
  {
    family: "schema",
    type: /^SecurityGroupIngressRule$/,
    place: /^cidrIpv6$/,
    because: "the load balancer's port 443 faces the world by purpose",
  },
  {
    family: "schema",
    type: /^Listener(Rule)?$/,
    place: /^alpnPolicy$|^routingHttp|sessionTimeout$|onUnauthenticatedRequest$/,
    because: works,
  },
  {
    family: "schema",
    type: /^(Policy|Target|LifecyclePolicy|BucketLifecycleConfiguration|FileSystem)$/,
    because: works,
  },
  {
    family: "schema",
    place:
      /bucketKeyEnabled$|skipDestroy$|revokeRulesOnDelete$|^destinationOptions|^logDestinationType$|^maxAggregationInterval$|^enableTlsVersion|^logGroupClass$|^force|accessLogConfiguration|snapshotId$|transitEncryptionPort$|^resourceId$/,
    because: works,
  },
];

/** The reason of a mutant that no rule reported. */
export function reasonFor(mutant: DerivedMutant): DerivedReason | undefined {
  const { family, place, change } = mutant;
  const className = classOf(mutant);
  return derivedReasons.find(
    (one) =>
      one.family === family &&
      (one.type === undefined || one.type.test(className)) &&
      (one.place === undefined || one.place.test(place)) &&
      (one.change === undefined || one.change.test(change)),
  );
}
