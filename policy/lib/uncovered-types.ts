/** Why no rule judges a group of resource types. */
interface Uncovered {
  readonly types: RegExp;
  readonly because: string;
}

/**
 * Resource types that no rule judges, each with the reason. The coverage gate reports every other type, of whatever
 * provider.
 */
export const uncoveredTypes: readonly Uncovered[] = [
  {
    types: /^aws:kms\/alias:/,
    because: "a name for a key; rules look at the key",
  },
  {
    types: /^aws:ssm\/parameter:/,
    because: "plain settings: a task reads a secret by an ARN, which its own rule checks",
  },
  {
    types: /^aws:route53\/record:/,
    because:
      "a DNS record holds nothing to protect; a wrong one is found by certificate validation",
  },
  {
    types: /^aws:acm\/certificate(Validation)?:/,
    because:
      "ACM certificates are validated by DNS and renewed by AWS; the listener's rule asks for one",
  },
  {
    types: /^aws:lb\/listenerCertificate:/,
    because: "a further certificate of a listener, whose rules ask for TLS and its version",
  },
  {
    types: /^aws:servicediscovery\//,
    because: "Cloud Map names lead to private addresses that security groups guard",
  },
  {
    types: /^aws:ec2\/(eip|natGateway):/,
    because: "a way out for private subnets; rules look at the routes that lead to it",
  },
  {
    types: /^aws:ec2\/internetGateway:/,
    because: "harmless without a route; rules look at the routes that lead to it",
  },
  {
    types: /^aws:ecs\/clusterCapacityProviders:/,
    because: "offers FARGATE and FARGATE_SPOT; the service's rule looks at which one it uses",
  },
  {
    types: /^aws:(rds|elasticache)\/subnetGroup:/,
    because: "names subnets for a data store; the rules look at the store's address and groups",
  },
  {
    types: /^aws:appautoscaling\/(policy|scheduledAction):/,
    because: "moves the number of tasks inside the limits that the target's rule looks at",
  },
  {
    types: /^aws:cloudwatch\/(dashboard|queryDefinition):/,
    because: "shows metrics and logs to who may read them anyway, and holds none",
  },
  {
    types: /^aws:cloudwatch\/eventRule:/,
    because: "matches events; the rules look at what it calls",
  },
  {
    types: /^aws:chatbot\//,
    because: "acts with a role, whose policies have the rules",
  },
  {
    types: /^aws:secretsmanager\/secretVersion:/,
    because: "holds secret values, which no rule may look at; its secret has the rules",
  },
  {
    types: /^aws:scheduler\/scheduleGroup:/,
    because:
      "a name for schedules; rules look at each schedule and at the role it starts things with",
  },
  {
    types: /^aws:sqs\/redrive(Allow)?Policy:/,
    because: "says where messages that nobody could work on go; the rules look at both queues",
  },
  {
    types: /^random:/,
    because: "a random value is in the state only, where Pulumi encrypts secrets",
  },
];
