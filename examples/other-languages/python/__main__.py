"""A web service behind a load balancer, in a network of its own."""

import pulumi
import pulumi_drydock as drydock

network = drydock.Network("main", nat_gateways=drydock.NatGateways.SINGLE, deletable=True)
cluster = drydock.Cluster("services", cluster_name="shop", vpc_id=network.vpc_id)
ingress = drydock.Ingress(
    "front",
    vpc_id=network.vpc_id,
    subnet_ids=network.public_subnet_ids,
    domain="shop.example.com",
    hosted_zone_id="Z0123456789EXAMPLE",
    deletable=True,
)
web = drydock.FargateService(
    "web",
    region="us-east-2",
    cluster_arn=cluster.cluster_arn,
    cluster_name=cluster.cluster_name,
    vpc_id=network.vpc_id,
    subnet_ids=network.private_subnet_ids,
    workload_security_group_id=network.workload_security_group_id,
    image="public.ecr.aws/nginx/nginx-unprivileged:1.29",
    container_port=8080,
    readonly_root_filesystem=False,  # nginx keeps its temporary files there
    route={
        "listener_arn": ingress.listener_arn,
        "load_balancer_security_group_id": ingress.security_group_id,
        "load_balancer_arn_suffix": ingress.load_balancer_arn_suffix,
    },
    scaling={"min": 2, "max": 6, "cpu_percent": {"target": 60}},
    deletable=True,
)

pulumi.export("url", ingress.url)
pulumi.export("serviceName", web.service_name)
