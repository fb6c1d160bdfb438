/**
 * Limits of AWS that shape what can be deployed. Those marked "default" can be raised on request;
 * a plan that would pass them is refused all the same, because a new account has no more.
 */
export const quotas = {
  /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
  ecs: {
    containersPerTaskDefinition: 10,
    environmentFilesPerContainer: 10,
    securityGroupsPerService: 5,
    subnetsPerService: 16,
    targetGroupsPerService: 5,
    taskDefinitionBytes: 65536,
    /** Default. */
    servicesPerCluster: 5000,
    /** Default. */
    tasksPerService: 5000,
  },
  /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html */
  fargate: {
    ephemeralStorageGiB: { smallest: 21, largest: 200, whenUnset: 20 },
    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_timeout */
    stopTimeoutSeconds: 120,
  },
  /** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
  loadBalancer: {
    /** Characters; alphanumeric and hyphens, neither first nor last a hyphen. */
    nameLength: 32,
    targetGroupNameLength: 32,
    /** Default; default rules of the listeners do not count. */
    rulesPerLoadBalancer: 100,
    conditionValuesPerRule: 5,
    /** Default. */
    targetGroupsPerLoadBalancer: 100,
    /** Default. */
    targetsPerLoadBalancer: 1000,
  },
  /** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
  vpc: {
    /** Default; inbound and outbound rules are counted apart. */
    rulesPerSecurityGroup: 60,
    /** Default. */
    securityGroupsPerInterface: 5,
    /** Default. */
    interfaceEndpointsPerVpc: 50,
    endpointPolicyCharacters: 20480,
    /** Prefix lengths of a VPC and of a subnet: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
    largestPrefixLength: 28,
    smallestPrefixLength: 16,
    /** The first four addresses of a subnet and its last: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
    reservedAddressesPerSubnet: 5,
    /** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer */
    freeAddressesForLoadBalancer: 8,
  },
  /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
  iam: {
    /** All inline policies of a role together, without white space. */
    inlinePolicyCharactersPerRole: 10240,
    roleNameLength: 64,
  },
  /** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
  secretsManager: {
    secretValueBytes: 65536,
    /** Default. */
    versionsPerSecret: 100,
  },
  /** https://docs.aws.amazon.com/efs/latest/ug/limits.html */
  efs: {
    accessPointsPerFileSystem: 10000,
    mountTargetsPerZone: 1,
  },
  /** https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-limits.html */
  autoscaling: {
    /** Default; target tracking and step policies together. */
    policiesPerTarget: 50,
    stepsPerPolicy: 20,
    /** Default. */
    scheduledActionsPerTarget: 200,
  },
} as const;
