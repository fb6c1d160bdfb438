import type { Kind } from "../lib/kinds";
import type { Rule } from "../lib/rule";
import { distributionGuarded } from "./cloudfront/distribution-guarded";
import { dataStoreBackedUp } from "./data-store/data-store-backed-up";
import { dataStoreCustomerKey } from "./data-store/data-store-customer-key";
import { dataStoreDeletionProtected } from "./data-store/data-store-deletion-protected";
import { dataStoreEncrypted } from "./data-store/data-store-encrypted";
import { dataStoreEncryptedInTransit } from "./data-store/data-store-encrypted-in-transit";
import { dataStorePrivate } from "./data-store/data-store-private";
import { ecrLifecycle } from "./ecr/ecr-lifecycle";
import { ecrPolicyNotPublic } from "./ecr/ecr-policy-not-public";
import { ecrScannedAndImmutable } from "./ecr/ecr-scanned-and-immutable";
import { taskImageFromManagedRepository } from "./ecr/task-image-from-managed-repository";
import { efsAccessPointConfined } from "./efs/efs-access-point-confined";
import { efsBackedUp } from "./efs/efs-backed-up";
import { efsCustomerKey } from "./efs/efs-customer-key";
import { efsEncrypted } from "./efs/efs-encrypted";
import { efsMountTargetsCoverService } from "./efs/efs-mount-targets-cover-service";
import { efsMountTargetsPrivate } from "./efs/efs-mount-targets-private";
import { efsPolicyDeniesInsecure } from "./efs/efs-policy-denies-insecure";
import { efsVolumeAccessPointMatches } from "./efs/efs-volume-access-point-matches";
import { statefulResourcesProtected } from "./efs/stateful-resources-protected";
import { iamActionsExist } from "./iam/iam-actions-exist";
import { noAdministratorStatements } from "./iam/no-administrator-statements";
import { noBroadManagedPolicies } from "./iam/no-broad-managed-policies";
import { noCredentialExposure } from "./iam/no-credential-exposure";
import { noDataExfiltration } from "./iam/no-data-exfiltration";
import { noPrivilegeEscalation } from "./iam/no-privilege-escalation";
import { noSharedExecutionPolicy } from "./iam/no-shared-execution-policy";
import { noWildcardGrants } from "./iam/no-wildcard-grants";
import { noWildcardPassRoleOrDecrypt } from "./iam/no-wildcard-pass-role-or-decrypt";
import { recordsAndBackupsKept } from "./iam/records-and-backups-kept";
import { resourcePoliciesConfined } from "./iam/resource-policies-confined";
import { taskRoleTrustConfined } from "./iam/task-role-trust-confined";
import { kmsKeyRotatedAndPrivate } from "./kms/kms-key-rotated-and-private";
import { logKeyAdmitsLogService } from "./kms/log-key-admits-log-service";
import { functionEnvironmentNoSecrets } from "./lambda/function-environment-no-secrets";
import { functionRuntimeSupported } from "./lambda/function-runtime-supported";
import { functionUrlAuthenticated } from "./lambda/function-url-authenticated";
import { httpRedirectsToHttps } from "./load-balancer/http-redirects-to-https";
import { listenerClientSecretComputed } from "./load-balancer/listener-client-secret-computed";
import { loadBalancerAccessLogs } from "./load-balancer/load-balancer-access-logs";
import { loadBalancerDeletionProtection } from "./load-balancer/load-balancer-deletion-protection";
import { loadBalancerHeaderHandling } from "./load-balancer/load-balancer-header-handling";
import { loadBalancerTwoZones } from "./load-balancer/load-balancer-two-zones";
import { loadBalancerWebAcl } from "./load-balancer/load-balancer-web-acl";
import { networkListenerEncrypted } from "./load-balancer/network-listener-encrypted";
import { targetGroupDeregistrationDelay } from "./load-balancer/target-group-deregistration-delay";
import { targetGroupEncrypted } from "./load-balancer/target-group-encrypted";
import { targetGroupHealthCheck } from "./load-balancer/target-group-health-check";
import { tlsPolicyModern } from "./load-balancer/tls-policy-modern";
import { webAclFilters } from "./load-balancer/web-acl-filters";
import { logGroupCustomerKey } from "./logs/log-group-customer-key";
import { logRetentionSet } from "./logs/log-retention-set";
import { defaultSecurityGroupClosed } from "./network/default-security-group-closed";
import { endpointPoliciesNarrow } from "./network/endpoint-policies-narrow";
import { endpointsReachable } from "./network/endpoints-reachable";
import { networkAclNoAdminPorts } from "./network/network-acl-no-admin-ports";
import { noMixedRuleOwnership } from "./network/no-mixed-rule-ownership";
import { noUnlimitedEgress } from "./network/no-unlimited-egress";
import { noWorldIngress } from "./network/no-world-ingress";
import { privateServiceHasEndpoints } from "./network/private-service-has-endpoints";
import { securityGroupAttached } from "./network/security-group-attached";
import { securityGroupDescriptions } from "./network/security-group-descriptions";
import { subnetNoPublicIpOnLaunch } from "./network/subnet-no-public-ip-on-launch";
import { subnetsFitVpc } from "./network/subnets-fit-vpc";
import { vpcDnsEnabled } from "./network/vpc-dns-enabled";
import { vpcFlowLogs } from "./network/vpc-flow-logs";
import { bucketAccessLogged } from "./s3/bucket-access-logged";
import { bucketEncrypted } from "./s3/bucket-encrypted";
import { bucketLifecycle } from "./s3/bucket-lifecycle";
import { bucketOwnerEnforced } from "./s3/bucket-owner-enforced";
import { bucketPolicyNotPublic } from "./s3/bucket-policy-not-public";
import { bucketPublicAccessBlocked } from "./s3/bucket-public-access-blocked";
import { bucketRequiresTls } from "./s3/bucket-requires-tls";
import { bucketVersioned } from "./s3/bucket-versioned";
import { envFileContentClean } from "./s3/env-file-content-clean";
import { envFileObjectsReadNarrowly } from "./s3/env-file-objects-read-narrowly";
import { executionRoleReadsReferencedSecrets } from "./secrets/execution-role-reads-referenced-secrets";
import { secretCustomerKey } from "./secrets/secret-customer-key";
import { secretRecoverable } from "./secrets/secret-recoverable";
import { secretRotated } from "./secrets/secret-rotated";
import { clusterContainerInsights } from "./service/cluster-container-insights";
import { serviceAlarmsHaveActions } from "./service/service-alarms-have-actions";
import { serviceAutoscalingAttached } from "./service/service-autoscaling-attached";
import { serviceCircuitBreakerRollsBack } from "./service/service-circuit-breaker-rolls-back";
import { serviceExecAudited } from "./service/service-exec-audited";
import { serviceHealthCheckGracePeriod } from "./service/service-health-check-grace-period";
import { serviceIngressFromLoadBalancer } from "./service/service-ingress-from-load-balancer";
import { serviceKeepsCapacity } from "./service/service-keeps-capacity";
import { serviceLaunchTypeUnambiguous } from "./service/service-launch-type-unambiguous";
import { serviceLoadBalancerMatchesContainer } from "./service/service-load-balancer-matches-container";
import { serviceNoPublicIp } from "./service/service-no-public-ip";
import { servicePlatformVersion } from "./service/service-platform-version";
import { serviceSubnetsPrivate } from "./service/service-subnets-private";
import { serviceTaskDefinitionCompatible } from "./service/service-task-definition-compatible";
import { taskLogGroupManaged } from "./service/task-log-group-managed";
import { allowedRegions } from "./stack/allowed-regions";
import { coverageGate } from "./stack/coverage-gate";
import { destinationsKnown } from "./stack/destinations-known";
import { noSecretsInSettings } from "./stack/no-secrets-in-settings";
import { ownAccountOnly } from "./stack/own-account-only";
import { providerSettingsSafe } from "./stack/provider-settings-safe";
import { requiredTags } from "./stack/required-tags";
import { settingsKeepProtection } from "./stack/settings-keep-protection";
import { stateMachineLogged } from "./state-machine/state-machine-logged";
import { containerCapabilitiesDropped } from "./task-definition/container-capabilities-dropped";
import { containerDefinitionsValid } from "./task-definition/container-definitions-valid";
import { containerEnvFilesValid } from "./task-definition/container-env-files-valid";
import { containerEnvironmentNoSecrets } from "./task-definition/container-environment-no-secrets";
import { containerHealthAndDependencies } from "./task-definition/container-health-and-dependencies";
import { containerImagePinned } from "./task-definition/container-image-pinned";
import { containerLoggingConfigured } from "./task-definition/container-logging-configured";
import { containerLoggingNonBlocking } from "./task-definition/container-logging-non-blocking";
import { containerNotPrivileged } from "./task-definition/container-not-privileged";
import { containerRootFilesystemReadOnly } from "./task-definition/container-root-filesystem-read-only";
import { containerSecretReferencesValid } from "./task-definition/container-secret-references-valid";
import { containerUserNotRoot } from "./task-definition/container-user-not-root";
import { fargateCpuMemoryPair } from "./task-definition/fargate-cpu-memory-pair";
import { fargateTaskDefinitionComplete } from "./task-definition/fargate-task-definition-complete";
import { taskEfsVolumeEncryptedInTransit } from "./task-definition/task-efs-volume-encrypted-in-transit";
import { taskEfsVolumeUsesAccessPoint } from "./task-definition/task-efs-volume-uses-access-point";
import { taskNoHostNamespaces } from "./task-definition/task-no-host-namespaces";
import { taskRolesSeparate } from "./task-definition/task-roles-separate";
import { taskRuntimePlatformSet } from "./task-definition/task-runtime-platform-set";
import { vendorSidecarsHardened } from "./task-definition/vendor-sidecars-hardened";

/** Every rule that looks at resources, in the order of the control catalogue. */
const lookingRules: readonly Rule[] = [
  fargateTaskDefinitionComplete,
  fargateCpuMemoryPair,
  containerDefinitionsValid,
  containerImagePinned,
  containerNotPrivileged,
  containerRootFilesystemReadOnly,
  containerUserNotRoot,
  taskNoHostNamespaces,
  containerEnvironmentNoSecrets,
  containerSecretReferencesValid,
  containerLoggingConfigured,
  containerLoggingNonBlocking,
  taskEfsVolumeEncryptedInTransit,
  taskEfsVolumeUsesAccessPoint,
  taskRolesSeparate,
  containerCapabilitiesDropped,
  vendorSidecarsHardened,
  containerHealthAndDependencies,
  containerEnvFilesValid,
  taskRuntimePlatformSet,
  serviceNoPublicIp,
  servicePlatformVersion,
  serviceCircuitBreakerRollsBack,
  serviceHealthCheckGracePeriod,
  serviceKeepsCapacity,
  serviceLaunchTypeUnambiguous,
  serviceExecAudited,
  clusterContainerInsights,
  serviceTaskDefinitionCompatible,
  serviceSubnetsPrivate,
  serviceIngressFromLoadBalancer,
  serviceLoadBalancerMatchesContainer,
  taskLogGroupManaged,
  serviceAutoscalingAttached,
  serviceAlarmsHaveActions,
  privateServiceHasEndpoints,
  endpointsReachable,
  endpointPoliciesNarrow,
  vpcFlowLogs,
  defaultSecurityGroupClosed,
  subnetNoPublicIpOnLaunch,
  noWorldIngress,
  noUnlimitedEgress,
  securityGroupDescriptions,
  noMixedRuleOwnership,
  securityGroupAttached,
  subnetsFitVpc,
  vpcDnsEnabled,
  networkAclNoAdminPorts,
  efsEncrypted,
  efsCustomerKey,
  efsAccessPointConfined,
  efsBackedUp,
  efsMountTargetsPrivate,
  efsMountTargetsCoverService,
  efsVolumeAccessPointMatches,
  efsPolicyDeniesInsecure,
  statefulResourcesProtected,
  bucketPublicAccessBlocked,
  bucketRequiresTls,
  bucketEncrypted,
  bucketVersioned,
  bucketLifecycle,
  bucketAccessLogged,
  bucketOwnerEnforced,
  bucketPolicyNotPublic,
  envFileObjectsReadNarrowly,
  envFileContentClean,
  secretCustomerKey,
  secretRotated,
  secretRecoverable,
  executionRoleReadsReferencedSecrets,
  noAdministratorStatements,
  noWildcardGrants,
  noCredentialExposure,
  noDataExfiltration,
  resourcePoliciesConfined,
  taskRoleTrustConfined,
  noBroadManagedPolicies,
  noSharedExecutionPolicy,
  noWildcardPassRoleOrDecrypt,
  noPrivilegeEscalation,
  recordsAndBackupsKept,
  iamActionsExist,
  kmsKeyRotatedAndPrivate,
  logKeyAdmitsLogService,
  logGroupCustomerKey,
  logRetentionSet,
  ecrScannedAndImmutable,
  ecrLifecycle,
  ecrPolicyNotPublic,
  taskImageFromManagedRepository,
  httpRedirectsToHttps,
  tlsPolicyModern,
  loadBalancerHeaderHandling,
  loadBalancerAccessLogs,
  loadBalancerDeletionProtection,
  loadBalancerTwoZones,
  loadBalancerWebAcl,
  webAclFilters,
  targetGroupDeregistrationDelay,
  targetGroupEncrypted,
  targetGroupHealthCheck,
  allowedRegions,
  ownAccountOnly,
  destinationsKnown,
  settingsKeepProtection,
  noSecretsInSettings,
  requiredTags,
  dataStoreEncrypted,
  dataStoreEncryptedInTransit,
  dataStorePrivate,
  dataStoreBackedUp,
  dataStoreDeletionProtected,
  dataStoreCustomerKey,
  functionUrlAuthenticated,
  functionEnvironmentNoSecrets,
  functionRuntimeSupported,
  distributionGuarded,
  stateMachineLogged,
  networkListenerEncrypted,
  listenerClientSecretComputed,
  providerSettingsSafe,
];

const judged: ReadonlySet<Kind | undefined> = new Set(
  lookingRules.flatMap(({ kinds, judges = kinds }) => judges),
);

/** Every rule of the pack. */
export const rules: readonly Rule[] = [...lookingRules, coverageGate(judged)];
