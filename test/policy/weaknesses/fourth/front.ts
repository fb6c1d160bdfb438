import type { WireProperties } from "../../../../drydock/offline/pack";
import { add, all, type Change, set } from "../../mutation/graph";
import { foreign, one, own } from "../entry";
import { arn, entriesOf, origin, password, pool, token } from "../parts";

const distribution = (changes: WireProperties): Change =>
  one("aws:cloudfront/distribution:Distribution", {
    enabled: true,
    origins: [origin],
    defaultCacheBehavior: { targetOriginId: "web", viewerProtocolPolicy: "https-only" },
    viewerCertificate: {
      acmCertificateArn: `arn:aws:acm:us-east-1:${own}:certificate/1`,
      minimumProtocolVersion: "TLSv1.2_2021",
      sslSupportMethod: "sni-only",
    },
    loggingConfig: { bucket: "log-bucket.s3.amazonaws.com" },
    webAclId: `arn:aws:wafv2:us-east-1:${own}:global/webacl/web/1`,
    ...changes,
  });
const common = {
  name: "common",
  priority: 1,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" },
  },
};
const webAcl = (changes: WireProperties): Change =>
  one("aws:wafv2/webAcl:WebAcl", {
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    visibilityConfig: {
      cloudwatchMetricsEnabled: true,
      sampledRequestsEnabled: true,
      metricName: "web",
    },
    rules: [common],
    ...changes,
  });
const client = (changes: WireProperties): Change =>
  one("aws:cognito/userPoolClient:UserPoolClient", {
    userPoolId: "pool",
    allowedOauthFlows: ["code"],
    allowedOauthFlowsUserPoolClient: true,
    callbackUrls: ["https://shop.example.com/callback"],
    preventUserExistenceErrors: "ENABLED",
    ...changes,
  });

const gateway = "API Gateway";
const cdn = "CloudFront";
const users = "Cognito";
const names = "Route 53";
const lattice = "VPC Lattice";
const certificates = "ACM";

/** What faces people: gateways, certificates, names, sign-in, firewalls. */
export const front = entriesOf([
  [
    "stage-without-logs",
    "APIGateway.9",
    one("aws:apigatewayv2/stage:Stage", { apiId: "api", name: "$default", autoDeploy: true }),
  ],
  [
    "rest-stage-without-logs",
    "APIGateway.1",
    one("aws:apigateway/stage:Stage", { restApi: "api", stageName: "prod", deployment: "d" }),
  ],
  [
    "method-without-sign-in",
    gateway,
    one("aws:apigateway/method:Method", {
      restApi: "api",
      resourceId: "r",
      httpMethod: "ANY",
      authorization: "NONE",
    }),
  ],
  [
    "domain-old-tls",
    gateway,
    one("aws:apigateway/domainName:DomainName", {
      domainName: "api.example.com",
      securityPolicy: "TLS_1_0",
      regionalCertificateArn: arn("acm", "certificate/1"),
    }),
  ],
  [
    "http-domain-old-tls",
    gateway,
    one("aws:apigatewayv2/domainName:DomainName", {
      domainName: "api.example.com",
      domainNameConfiguration: {
        certificateArn: arn("acm", "certificate/1"),
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_0",
      },
    }),
  ],
  [
    "integration-plain",
    gateway,
    one("aws:apigatewayv2/integration:Integration", {
      apiId: "api",
      integrationType: "HTTP_PROXY",
      integrationMethod: "ANY",
      integrationUri: "http://web.example.com/{proxy}",
    }),
  ],
  [
    "integration-secret-header",
    gateway,
    one("aws:apigateway/integration:Integration", {
      restApi: "api",
      resourceId: "r",
      httpMethod: "GET",
      type: "HTTP",
      uri: "https://x.example.com",
      requestParameters: { "integration.request.header.Authorization": `'Bearer ${token}'` },
    }),
  ],
  [
    "integration-without-verification",
    gateway,
    one("aws:apigateway/integration:Integration", {
      restApi: "api",
      resourceId: "r",
      httpMethod: "GET",
      type: "HTTP",
      uri: "https://x.example.com",
      tlsConfig: { insecureSkipVerification: true },
    }),
  ],
  [
    "methods-trace-data",
    gateway,
    one("aws:apigateway/methodSettings:MethodSettings", {
      restApi: "api",
      stageName: "prod",
      methodPath: "*/*",
      settings: { dataTraceEnabled: true, loggingLevel: "INFO" },
    }),
  ],
  [
    "cache-in-the-clear",
    "APIGateway.5",
    one("aws:apigateway/methodSettings:MethodSettings", {
      restApi: "api",
      stageName: "prod",
      methodPath: "*/*",
      settings: { cachingEnabled: true, cacheDataEncrypted: false },
    }),
  ],
  [
    "api-any-origin-with-cookies",
    gateway,
    one("aws:apigatewayv2/api:Api", {
      name: "shop",
      protocolType: "HTTP",
      corsConfiguration: { allowOrigins: ["https://*"], allowCredentials: true },
    }),
  ],
  [
    "authorizer-any-audience",
    gateway,
    one("aws:apigatewayv2/authorizer:Authorizer", {
      apiId: "api",
      name: "jwt",
      authorizerType: "JWT",
      identitySources: ["$request.header.Authorization"],
      jwtConfiguration: { issuer: "https://login.example.com", audiences: [] },
    }),
  ],
  [
    "authorizer-of-a-stranger",
    gateway,
    one("aws:apigateway/authorizer:Authorizer", {
      name: "a",
      restApi: "api",
      type: "TOKEN",
      authorizerUri: `arn:aws:apigateway:us-east-2:lambda:path/2015-03-31/functions/${arn("lambda", "function:x", foreign)}/invocations`,
    }),
  ],
  [
    "graph-by-key",
    "AppSync.5",
    one("aws:appsync/graphQLApi:GraphQLApi", { name: "shop", authenticationType: "API_KEY" }),
  ],

  [
    "distribution-default-certificate",
    "CloudFront.7",
    distribution({ viewerCertificate: { cloudfrontDefaultCertificate: true } }),
  ],
  [
    "distribution-edge-function-of-a-stranger",
    cdn,
    distribution({
      defaultCacheBehavior: {
        targetOriginId: "web",
        viewerProtocolPolicy: "https-only",
        lambdaFunctionAssociations: [
          {
            eventType: "viewer-request",
            lambdaArn: `arn:aws:lambda:us-east-1:${foreign}:function:x:1`,
          },
        ],
      },
    }),
  ],
  [
    "access-control-never-signs",
    "CloudFront.13",
    one("aws:cloudfront/originAccessControl:OriginAccessControl", {
      name: "files",
      originAccessControlOriginType: "s3",
      signingBehavior: "never",
      signingProtocol: "sigv4",
    }),
  ],
  [
    "headers-any-origin-with-cookies",
    cdn,
    one("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", {
      name: "cors",
      corsConfig: {
        accessControlAllowCredentials: true,
        accessControlAllowOrigins: { items: ["*"] },
        accessControlAllowHeaders: { items: ["*"] },
        accessControlAllowMethods: { items: ["ALL"] },
        originOverride: true,
      },
    }),
  ],
  [
    "distribution-origin-match-viewer",
    "CloudFront.9",
    distribution({
      defaultCacheBehavior: { targetOriginId: "web", viewerProtocolPolicy: "allow-all" },
      origins: [
        {
          ...origin,
          customOriginConfig: {
            ...origin.customOriginConfig,
            originProtocolPolicy: "match-viewer",
          },
        },
      ],
    }),
  ],
  [
    "vpc-origin-plain",
    cdn,
    one("aws:cloudfront/vpcOrigin:VpcOrigin", {
      vpcOriginEndpointConfig: {
        arn: arn("elasticloadbalancing", "loadbalancer/app/web/1"),
        name: "web",
        httpPort: 80,
        httpsPort: 443,
        originProtocolPolicy: "http-only",
        originSslProtocols: { items: ["TLSv1.2"], quantity: 1 },
      },
    }),
  ],
  [
    "realtime-logs-away",
    "exfiltration",
    one("aws:cloudfront/realtimeLogConfig:RealtimeLogConfig", {
      name: "all",
      samplingRate: 100,
      fields: ["c-ip"],
      endpoint: {
        streamType: "Kinesis",
        kinesisStreamConfig: {
          roleArn: `arn:aws:iam::${own}:role/x`,
          streamArn: arn("kinesis", "stream/x", foreign),
        },
      },
    }),
  ],

  [
    "acl-allows-all-first",
    "WAF",
    webAcl({
      rules: [
        {
          name: "all",
          priority: 0,
          action: { allow: {} },
          statement: {
            byteMatchStatement: {
              searchString: "/",
              fieldToMatch: { uriPath: {} },
              positionalConstraint: "STARTS_WITH",
              textTransformations: [{ priority: 0, type: "NONE" }],
            },
          },
        },
        common,
      ],
    }),
  ],
  [
    "acl-blind",
    "WAF.12",
    webAcl({
      visibilityConfig: {
        cloudwatchMetricsEnabled: false,
        sampledRequestsEnabled: false,
        metricName: "web",
      },
    }),
  ],
  [
    "acl-rules-count",
    "WAF",
    webAcl({
      rules: [
        {
          ...common,
          statement: {
            managedRuleGroupStatement: {
              ...common.statement.managedRuleGroupStatement,
              ruleActionOverrides: [
                { name: "SizeRestrictions_BODY", actionToUse: { allow: {} } },
                { name: "CrossSiteScripting_BODY", actionToUse: { allow: {} } },
              ],
            },
          },
        },
      ],
    }),
  ],
  [
    "acl-logs-dropped",
    "WAF.11",
    one("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", {
      resourceArn: arn("wafv2", "regional/webacl/web/1"),
      logDestinationConfigs: [arn("logs", "log-group:aws-waf-logs-web")],
      loggingFilter: { defaultBehavior: "DROP", filters: [] },
    }),
  ],
  [
    "acl-logs-away",
    "exfiltration",
    one("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", {
      resourceArn: arn("wafv2", "regional/webacl/web/1"),
      logDestinationConfigs: [arn("firehose", "deliverystream/aws-waf-logs-x", foreign)],
    }),
  ],
  [
    "classic-acl-empty",
    "WAF.8",
    one("aws:wafregional/webAcl:WebAcl", {
      name: "w",
      metricName: "w",
      defaultAction: { type: "ALLOW" },
    }),
  ],
  [
    "address-set-of-the-world",
    "WAF",
    all(
      add("world", "aws:wafv2/ipSet:IpSet", {
        arn: arn("wafv2", "regional/ipset/world/1"),
        name: "trusted",
        scope: "REGIONAL",
        ipAddressVersion: "IPV4",
        addresses: ["0.0.0.0/1", "128.0.0.0/1"],
      }),
    ),
  ],

  ["pool-weak-passwords", users, pool({ passwordPolicy: { minimumLength: 6 } })],
  [
    "pool-without-second-factor",
    users,
    pool({ mfaConfiguration: "OFF", softwareTokenMfaConfiguration: null }),
  ],
  [
    "pool-without-protection",
    "Cognito.1",
    pool({ userPoolAddOns: { advancedSecurityMode: "OFF" } }),
  ],
  [
    "pool-trigger-of-a-stranger",
    users,
    pool({ lambdaConfig: { preTokenGeneration: arn("lambda", "function:x", foreign) } }),
  ],
  ["pool-deletable", users, pool({ deletionProtection: "INACTIVE" })],
  ["client-implicit", users, client({ allowedOauthFlows: ["implicit"] })],
  ["client-plain-callback", users, client({ callbackUrls: ["http://shop.example.com/callback"] })],
  ["client-tells-who-exists", users, client({ preventUserExistenceErrors: "LEGACY" })],
  [
    "provider-secret",
    "secrets in text",
    one("aws:cognito/identityProvider:IdentityProvider", {
      userPoolId: "pool",
      providerName: "Google",
      providerType: "Google",
      providerDetails: { client_id: "x", client_secret: token, authorize_scopes: "email" },
    }),
  ],
  [
    "identities-classic-flow",
    users,
    one("aws:cognito/identityPool:IdentityPool", {
      identityPoolName: "shop",
      allowUnauthenticatedIdentities: false,
      allowClassicFlow: true,
    }),
  ],

  [
    "certificate-short-key",
    "ACM.2",
    one("aws:acm/certificate:Certificate", {
      domainName: "shop.example.com",
      validationMethod: "DNS",
      keyAlgorithm: "RSA_1024",
    }),
  ],
  [
    "certificate-untold",
    certificates,
    one("aws:acm/certificate:Certificate", {
      domainName: "shop.example.com",
      validationMethod: "DNS",
      options: { certificateTransparencyLoggingPreference: "DISABLED" },
    }),
  ],
  [
    "certificate-with-its-key",
    "secrets in text",
    one("aws:acm/certificate:Certificate", {
      certificateBody: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
      privateKey: [
        "-----BEGIN RSA",
        " PRIVATE KEY-----\nMIIEowIBAAKCAQEAx4f9Qv3mT7\n-----END RSA PRIVATE KEY-----",
      ].join(""),
    }),
  ],
  ["zone-unlogged", "Route53.2", one("aws:route53/zone:Zone", { name: "shop.example.com" })],
  [
    "resolver-to-the-internet",
    names,
    one("aws:route53/resolverRule:ResolverRule", {
      domainName: "corp.example.com",
      ruleType: "FORWARD",
      targetIps: [{ ip: "203.0.113.53" }],
    }),
  ],
  [
    "resolver-fails-open",
    names,
    one("aws:route53/resolverFirewallConfig:ResolverFirewallConfig", {
      resourceId: "vpc-1",
      firewallFailOpen: "ENABLED",
    }),
  ],
  [
    "mail-by-everybody",
    "SPF",
    one("aws:route53/record:Record", {
      name: "shop.example.com",
      type: "TXT",
      ttl: 300,
      zoneId: "Z1",
      records: ["v=spf1 +all"],
    }),
  ],
  [
    "name-of-a-foreign-bucket",
    "subdomain takeover",
    one("aws:route53/record:Record", {
      name: "files.example.com",
      type: "CNAME",
      ttl: 300,
      zoneId: "Z1",
      records: ["files.example.com.s3-website.us-east-2.amazonaws.com"],
    }),
  ],
  [
    "zone-for-a-stranger",
    "exfiltration by DNS",
    one("aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization", {
      vpcId: "vpc-of-a-stranger",
      zoneId: "Z1",
    }),
  ],

  [
    "lattice-service-without-sign-in",
    lattice,
    one("aws:vpclattice/service:Service", { name: "orders", authType: "NONE" }),
  ],
  [
    "lattice-network-without-sign-in",
    lattice,
    one("aws:vpclattice/serviceNetwork:ServiceNetwork", { name: "shop", authType: "NONE" }),
  ],
  [
    "lattice-listener-plain",
    lattice,
    one("aws:vpclattice/listener:Listener", {
      name: "http",
      protocol: "HTTP",
      port: 80,
      serviceIdentifier: "svc",
      defaultAction: { fixedResponse: { statusCode: 404 } },
    }),
  ],
  [
    "lattice-network-without-group",
    lattice,
    one("aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation", {
      serviceNetworkIdentifier: "sn-1",
      vpcIdentifier: "vpc-1",
    }),
  ],
  [
    "lattice-logs-away",
    "exfiltration",
    one("aws:vpclattice/accessLogSubscription:AccessLogSubscription", {
      resourceIdentifier: "sn-1",
      destinationArn: arn("firehose", "deliverystream/x", foreign),
    }),
  ],

  [
    "test-listener-for-the-world",
    "ECS, deployment strategies",
    add("test-listener", "aws:lb/listener:Listener", {
      loadBalancerArn: arn("elasticloadbalancing", "loadbalancer/app/web/1"),
      port: 8443,
      protocol: "HTTP",
      defaultActions: [
        { type: "forward", targetGroupArn: arn("elasticloadbalancing", "targetgroup/web/1") },
      ],
    }),
  ],
  [
    "listener-mutual-tls-passthrough",
    "ALB, mutual TLS",
    set("https", "mutualAuthentication", { mode: "passthrough" }),
  ],
  [
    "listener-expired-clients",
    "ALB, mutual TLS",
    set("https", "mutualAuthentication", {
      mode: "verify",
      trustStoreArn: arn("elasticloadbalancing", "truststore/x/1"),
      ignoreClientCertificateExpiry: true,
    }),
  ],
  [
    "balancer-keeps-forged-addresses",
    "ALB",
    set("balancer", "xffHeaderProcessingMode", "preserve"),
  ],
  ["balancer-without-firewall-fails-open", "ALB, WAF", set("balancer", "enableWafFailOpen", true)],
  [
    "rule-injects-a-secret",
    "secrets in text",
    set("listener-rule", "actions.0.fixedResponse", {
      contentType: "text/plain",
      statusCode: "200",
      messageBody: `token=${token}`,
    }),
  ],
  [
    "redirect-to-a-stranger-plain",
    "ELB.1",
    set("http", "defaultActions", [
      {
        type: "redirect",
        redirect: {
          protocol: "HTTP",
          host: "other.example.com",
          port: "80",
          statusCode: "HTTP_301",
        },
      },
    ]),
  ],
  [
    "green-group-plain",
    "ECS, deployment strategies",
    add("green", "aws:lb/targetGroup:TargetGroup", {
      arn: arn("elasticloadbalancing", "targetgroup/web-green/1"),
      vpcId: "vpc-1",
      targetType: "ip",
      port: 8080,
      protocol: "HTTP",
      deregistrationDelay: 30,
      healthCheck: { path: "/healthz" },
    }),
  ],
  [
    "function-url-with-any-origin-and-cookies",
    "Lambda, function URLs",
    one("aws:lambda/functionUrl:FunctionUrl", {
      functionName: "f",
      authorizationType: "AWS_IAM",
      cors: { allowOrigins: ["*"], allowCredentials: true },
    }),
  ],
  [
    "site-with-basic-credentials",
    "secrets in text",
    one("aws:amplify/app:App", {
      name: "shop",
      enableBasicAuth: true,
      basicAuthCredentials: Buffer.from(`admin:${password}`).toString("base64"),
      accessToken: token,
    }),
  ],
]);
