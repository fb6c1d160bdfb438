/** Settings that Fargate does not support: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
const fargate = "Fargate does not support this setting.";
const hostOnly = "This setting is for the Docker host; on Fargate, AWS manages the host.";
const kernelOnly =
  "A Fargate task does not share its kernel with others, and cannot change this kernel setting.";
const places = "Fargate chooses the machines, so placement does not apply.";

/** Keys of a service without an equivalent in a stack file, with reasons. */
export const noEquivalent: Readonly<Record<string, string>> = {
  annotations: "ECS has no annotations; drydock:tags apply to the whole environment.",
  attach: "Containers on Fargate log to CloudWatch Logs, never to a terminal.",
  blkio_config: hostOnly,
  cap_drop: "Drydock already drops every capability of every container.",
  cgroup: hostOnly,
  cgroup_parent: hostOnly,
  configs:
    "ECS does not mount config files. Put the file into the image, or pass it in a variable.",
  cpu_count: "A task does not share its CPU; set its size with cpu and memoryMiB.",
  cpu_percent: "A task does not share its CPU; set its size with cpu and memoryMiB.",
  cpu_period: "Set a task's CPU with cpu, in units of 1/1024 vCPU.",
  cpu_quota: "Set a task's CPU with cpu, in units of 1/1024 vCPU.",
  cpu_rt_period: kernelOnly,
  cpu_rt_runtime: kernelOnly,
  cpu_shares: "A task does not share its CPU; set its size with cpu and memoryMiB.",
  cpuset: hostOnly,
  credential_spec: "Windows containers only.",
  develop: "Only Docker Compose reads this.",
  device_cgroup_rules: fargate,
  devices: `${fargate} It has no devices and no GPUs.`,
  dns: `${fargate} Tasks use the VPC's resolver.`,
  dns_opt: fargate,
  dns_search: fargate,
  domainname: "ECS chooses the host names of tasks.",
  external_links: "A container that Compose does not start has no equivalent here.",
  extra_hosts: `${fargate} Use a private hosted zone in Route 53.`,
  gpus: "Fargate has no GPUs.",
  group_add: "Put the groups into the image, or set user: <uid>:<gid>.",
  ipc: fargate,
  isolation: "Windows containers only.",
  label_file: "ECS ignores container labels.",
  labels:
    "ECS ignores container labels. In place of a proxy configured by labels, use route; drydock:tags apply to the whole environment.",
  mac_address: "AWS assigns the address of the task's network interface.",
  mem_swappiness: fargate,
  memswap_limit: `${fargate} It has no swap.`,
  models: "Fargate runs containers only. Call a model over the network.",
  net: "A Fargate task always has its own network interface.",
  oom_kill_disable: kernelOnly,
  oom_score_adj: kernelOnly,
  pids_limit: fargate,
  post_start: "ECS has no hooks. Start a script in command, or use a sidecar with dependsOn.",
  pre_stop: "ECS has no hooks. Handle SIGTERM in the program; stopTimeoutSeconds limits the time.",
  privileged: `${fargate} It runs no privileged containers.`,
  provider: "Only Docker Compose reads this.",
  pull_policy: "Fargate pulls the image each time a task starts.",
  pull_refresh_after: "Fargate pulls the image each time a task starts.",
  runtime: "Fargate runs Linux containers with its own runtime.",
  security_opt: `${fargate} AWS chooses the seccomp and AppArmor profiles.`,
  shm_size: fargate,
  stdin_open: "Tasks have no terminal. exec: true opens a shell in a running task.",
  stop_signal: "ECS sends the image's STOPSIGNAL, by default SIGTERM: set it in the Dockerfile.",
  storage_opt: "Set a task's local disk with ephemeralStorageGiB.",
  sysctls: "Those of the network (net.*) go into systemControls; a stack file has no others.",
  tty: "Tasks have no terminal. exec: true opens a shell in a running task.",
  use_api_socket: "Fargate gives tasks no access to a Docker engine.",
  userns_mode: hostOnly,
  uts: hostOnly,
  volume_driver: "Volumes on Fargate are EFS file systems.",
  volumes_from: "Mount the same file system in both services.",
};

/** Keys below deploy without an equivalent in a stack file, with reasons. */
export const noEquivalentBelowDeploy: Readonly<Record<string, string>> = {
  endpoint_mode: "Services find each other through Service Connect.",
  labels: "ECS ignores container labels; drydock:tags apply to the whole environment.",
  placement: places,
  restart_policy: "ECS restarts a task whenever it stops.",
  rollback_config: "ECS always rolls back a failed deployment.",
  update_config:
    "Deployments are rolling: set minimumHealthyPercent and maximumPercent under deployment.",
};

/** Keys at the top of a file without an equivalent in a stack file, with reasons. */
export const noEquivalentAtTop: Readonly<Record<string, string>> = {
  configs:
    "ECS does not mount config files. Put the file into the image, or pass it in a variable.",
  include:
    "The import reads one file. Merge the files with `docker compose config` and import the result.",
  models: "Fargate runs containers only. Call a model over the network.",
};
