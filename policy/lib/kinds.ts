/** Elastic Load Balancing is in four modules of the provider. */
const ofBalancing = (name: string, type: string): readonly string[] =>
  ["lb", "alb", "applicationloadbalancing", "elasticloadbalancingv2"].map(
    (module) => `aws:${module}/${name}:${type}`,
  );

/**
 * Every spelling of the resource types that rules look at. One resource of AWS can have several type
 * tokens: `aws:alb/*` beside `aws:lb/*`, `BucketV2` beside `Bucket`, and the module names that older
 * versions of the provider used. A rule names a kind and sees them all.
 */
export const kinds = {
  taskDefinition: ["aws:ecs/taskDefinition:TaskDefinition"],
  service: ["aws:ecs/service:Service"],
  taskSet: ["aws:ecs/taskSet:TaskSet"],
  cluster: ["aws:ecs/cluster:Cluster"],
  clusterCapacityProviders: ["aws:ecs/clusterCapacityProviders:ClusterCapacityProviders"],
  scalableTarget: ["aws:appautoscaling/target:Target"],
  scalingPolicy: ["aws:appautoscaling/policy:Policy"],
  alarm: ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm"],
  schedule: ["aws:scheduler/schedule:Schedule"],
  eventRule: ["aws:cloudwatch/eventRule:EventRule"],
  eventTarget: ["aws:cloudwatch/eventTarget:EventTarget"],
  pipe: ["aws:pipes/pipe:Pipe"],
  builtImage: ["docker-build:index:Image", "docker:index/image:Image"],

  vpc: ["aws:ec2/vpc:Vpc"],
  defaultVpc: ["aws:ec2/defaultVpc:DefaultVpc"],
  subnet: ["aws:ec2/subnet:Subnet"],
  routeTable: ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"],
  routeTableAssociation: ["aws:ec2/routeTableAssociation:RouteTableAssociation"],
  mainRouteTableAssociation: ["aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation"],
  route: ["aws:ec2/route:Route"],
  internetGateway: ["aws:ec2/internetGateway:InternetGateway"],
  natGateway: ["aws:ec2/natGateway:NatGateway"],
  vpcEndpoint: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
  vpcEndpointPolicy: ["aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy"],
  vpcEndpointRouteTableAssociation: [
    "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
  ],
  vpcEndpointSubnetAssociation: [
    "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation",
  ],
  flowLog: ["aws:ec2/flowLog:FlowLog"],
  securityGroup: ["aws:ec2/securityGroup:SecurityGroup"],
  defaultSecurityGroup: ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
  securityGroupRule: ["aws:ec2/securityGroupRule:SecurityGroupRule"],
  ingressRule: ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"],
  egressRule: ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"],
  networkAcl: ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"],
  networkAclRule: ["aws:ec2/networkAclRule:NetworkAclRule"],

  fileSystem: ["aws:efs/fileSystem:FileSystem"],
  accessPoint: ["aws:efs/accessPoint:AccessPoint"],
  mountTarget: ["aws:efs/mountTarget:MountTarget"],
  backupPolicy: ["aws:efs/backupPolicy:BackupPolicy"],
  backupSelection: ["aws:backup/selection:Selection"],
  fileSystemPolicy: ["aws:efs/fileSystemPolicy:FileSystemPolicy"],

  bucket: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  accountPublicAccessBlock: ["aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"],
  publicAccessBlock: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
  bucketPolicy: ["aws:s3/bucketPolicy:BucketPolicy"],
  bucketVersioning: [
    "aws:s3/bucketVersioning:BucketVersioning",
    "aws:s3/bucketVersioningV2:BucketVersioningV2",
  ],
  bucketEncryption: [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  ],
  bucketLifecycle: [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
  ],
  bucketLogging: ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"],
  bucketOwnership: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
  bucketAcl: ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"],
  bucketObject: ["aws:s3/bucketObject:BucketObject", "aws:s3/bucketObjectv2:BucketObjectv2"],

  secret: ["aws:secretsmanager/secret:Secret"],
  secretVersion: ["aws:secretsmanager/secretVersion:SecretVersion"],
  secretRotation: ["aws:secretsmanager/secretRotation:SecretRotation"],
  secretPolicy: ["aws:secretsmanager/secretPolicy:SecretPolicy"],
  parameter: ["aws:ssm/parameter:Parameter"],
  role: ["aws:iam/role:Role"],
  policy: ["aws:iam/policy:Policy"],
  rolePolicy: ["aws:iam/rolePolicy:RolePolicy"],
  rolePolicyAttachment: ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"],
  policyAttachment: ["aws:iam/policyAttachment:PolicyAttachment"],
  otherIdentityPolicy: ["aws:iam/userPolicy:UserPolicy", "aws:iam/groupPolicy:GroupPolicy"],
  otherPolicyAttachment: [
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  ],
  key: ["aws:kms/key:Key"],
  keyPolicy: ["aws:kms/keyPolicy:KeyPolicy"],
  logGroup: ["aws:cloudwatch/logGroup:LogGroup"],
  repository: ["aws:ecr/repository:Repository"],
  repositoryLifecycle: ["aws:ecr/lifecyclePolicy:LifecyclePolicy"],
  repositoryPolicy: ["aws:ecr/repositoryPolicy:RepositoryPolicy"],
  registryPolicy: ["aws:ecr/registryPolicy:RegistryPolicy"],
  queue: ["aws:sqs/queue:Queue"],
  queuePolicy: ["aws:sqs/queuePolicy:QueuePolicy"],
  redrivePolicy: ["aws:sqs/redrivePolicy:RedrivePolicy"],
  redriveAllowPolicy: ["aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"],
  topic: ["aws:sns/topic:Topic"],
  topicPolicy: ["aws:sns/topicPolicy:TopicPolicy"],
  eventBusPolicy: ["aws:cloudwatch/eventBusPolicy:EventBusPolicy"],
  vaultPolicy: ["aws:backup/vaultPolicy:VaultPolicy"],
  logResourcePolicy: ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy"],
  accessPointPolicy: ["aws:s3control/accessPointPolicy:AccessPointPolicy"],
  streamPolicy: ["aws:kinesis/resourcePolicy:ResourcePolicy"],
  tablePolicy: ["aws:dynamodb/resourcePolicy:ResourcePolicy"],
  functionPermission: ["aws:lambda/permission:Permission"],

  loadBalancer: ofBalancing("loadBalancer", "LoadBalancer"),
  listener: ofBalancing("listener", "Listener"),
  listenerRule: ofBalancing("listenerRule", "ListenerRule"),
  targetGroup: ofBalancing("targetGroup", "TargetGroup"),
  apiStage: ["aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage"],
  distribution: ["aws:cloudfront/distribution:Distribution"],
  webAcl: ["aws:wafv2/webAcl:WebAcl"],
  webAclAssociation: ["aws:wafv2/webAclAssociation:WebAclAssociation"],

  database: ["aws:rds/instance:Instance"],
  databaseCluster: [
    "aws:rds/cluster:Cluster",
    "aws:docdb/cluster:Cluster",
    "aws:neptune/cluster:Cluster",
  ],
  clusterInstance: [
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:neptune/clusterInstance:ClusterInstance",
  ],
  databaseSnapshot: [
    "aws:rds/snapshot:Snapshot",
    "aws:rds/snapshotCopy:SnapshotCopy",
    "aws:rds/clusterSnapshot:ClusterSnapshot",
  ],
  databaseProxy: ["aws:rds/proxy:Proxy"],
  warehouse: ["aws:redshift/cluster:Cluster"],
  warehouseWorkgroup: ["aws:redshiftserverless/workgroup:Workgroup"],
  cache: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  cacheNode: ["aws:elasticache/cluster:Cluster"],
  memoryStore: ["aws:memorydb/cluster:Cluster"],
  searchDomain: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  eventStream: ["aws:msk/cluster:Cluster"],
  broker: ["aws:mq/broker:Broker"],
  stream: ["aws:kinesis/stream:Stream"],
  deliveryStream: ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"],
  diskVolume: ["aws:ebs/volume:Volume"],
  replicator: ["aws:dms/replicationInstance:ReplicationInstance"],
  table: ["aws:dynamodb/table:Table"],

  function: ["aws:lambda/function:Function"],
  functionUrl: ["aws:lambda/functionUrl:FunctionUrl"],
  subscription: ["aws:sns/topicSubscription:TopicSubscription"],
  stateMachine: ["aws:sfn/stateMachine:StateMachine"],
  awsProvider: ["pulumi:providers:aws"],
} as const;

/** A resource of AWS, under every type token it has. */
export type Kind = keyof typeof kinds;

const kindsByToken: ReadonlyMap<string, Kind> = new Map(
  Object.entries(kinds).flatMap(([kind, tokens]) =>
    tokens.map((token): [string, Kind] => [token, toKind(kind)]),
  ),
);

function isKind(name: string): name is Kind {
  return name in kinds;
}

function toKind(name: string): Kind {
  if (!isKind(name)) throw new TypeError(`${name} is no kind of resource`);
  return name;
}

/** The kind a type token belongs to, if rules look at it. */
export function kindOf(type: string): Kind | undefined {
  return kindsByToken.get(type);
}
