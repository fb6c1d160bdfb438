/** What Fargate does not let a task say: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
const FARGATE = "Fargate does not let a task say this.";
const HOST = "This is about the machine that runs Docker; on Fargate that is AWS's.";
const KERNEL =
  "A task on Fargate shares no kernel with others, and cannot change this setting of it.";
const PLACES = "Fargate chooses the machines, so there is nothing to place.";

/** Keys of a service that a stack file has no place for, and why. */
export const noEquivalent: Readonly<Record<string, string>> = {
  annotations: "ECS has no annotations; drydock:tags are for the whole environment.",
  attach: "Containers on Fargate log to CloudWatch Logs, never to a terminal.",
  blkio_config: HOST,
  cap_drop: "Drydock drops every capability of every container already.",
  cgroup: HOST,
  cgroup_parent: HOST,
  configs:
    "There are no config files from outside. Put the file into the image, or hand it over in a variable.",
  cpu_count: "A task has its CPU to itself; its size is cpu and memoryMiB.",
  cpu_percent: "A task has its CPU to itself; its size is cpu and memoryMiB.",
  cpu_period: "A task's CPU is cpu, in units of 1/1024 vCPU.",
  cpu_quota: "A task's CPU is cpu, in units of 1/1024 vCPU.",
  cpu_rt_period: KERNEL,
  cpu_rt_runtime: KERNEL,
  cpu_shares: "A task has its CPU to itself; its size is cpu and memoryMiB.",
  cpuset: HOST,
  credential_spec: "Windows containers only.",
  develop: "Only Docker Compose itself reads this.",
  device_cgroup_rules: FARGATE,
  devices: `${FARGATE} There are no devices, and no GPUs.`,
  dns: `${FARGATE} Tasks ask the VPC's resolver.`,
  dns_opt: FARGATE,
  dns_search: FARGATE,
  domainname: "ECS names the hosts of tasks itself.",
  external_links: "A container that Compose did not start has no counterpart here.",
  extra_hosts: `${FARGATE} Use a private hosted zone in Route 53.`,
  gpus: "Fargate has no GPUs.",
  group_add: "Put the groups into the image, or say user: <uid>:<gid>.",
  ipc: FARGATE,
  isolation: "Windows containers only.",
  label_file: "ECS reads no labels of containers.",
  labels:
    "ECS reads no labels of containers. A proxy that is set up by labels is replaced by route; drydock:tags are for the whole environment.",
  mac_address: "AWS gives the task's network interface its address.",
  mem_swappiness: FARGATE,
  memswap_limit: `${FARGATE} There is no swap.`,
  models: "Fargate runs containers only. Call a model over the network.",
  net: "Tasks on Fargate always have a network interface of their own.",
  oom_kill_disable: KERNEL,
  oom_score_adj: KERNEL,
  pids_limit: FARGATE,
  post_start: "There are no hooks. Start a script in command, or use a sidecar with dependsOn.",
  pre_stop:
    "There are no hooks. Let the program act on SIGTERM; stopTimeoutSeconds is how long it has.",
  privileged: `${FARGATE} No container is privileged there.`,
  provider: "Only Docker Compose itself reads this.",
  pull_policy: "Fargate pulls the image whenever a task starts.",
  pull_refresh_after: "Fargate pulls the image whenever a task starts.",
  runtime: "Fargate runs Linux containers with a runtime of its own.",
  security_opt: `${FARGATE} Seccomp and AppArmor profiles are AWS's.`,
  shm_size: FARGATE,
  stdin_open: "There is no terminal. exec: true opens a shell in a running task.",
  stop_signal:
    "ECS sends the STOPSIGNAL of the image, SIGTERM without one: set it in the Dockerfile.",
  storage_opt: "The local disk of a task is ephemeralStorageGiB.",
  sysctls: "A stack file has no key for kernel settings.",
  tty: "There is no terminal. exec: true opens a shell in a running task.",
  use_api_socket: "There is no Docker engine to talk to on Fargate.",
  userns_mode: HOST,
  uts: HOST,
  volume_driver: "Volumes on Fargate are EFS file systems.",
  volumes_from: "Mount the same file system in both services.",
};

/** Keys below deploy that a stack file has no place for, and why. */
export const noEquivalentBelowDeploy: Readonly<Record<string, string>> = {
  endpoint_mode: "Services find each other through Service Connect.",
  labels: "ECS reads no labels of containers; drydock:tags are for the whole environment.",
  placement: PLACES,
  restart_policy: "ECS starts a task again whenever it ends.",
  rollback_config: "A deployment that fails is always rolled back.",
  update_config:
    "Deployments are rolling: minimumHealthyPercent and maximumPercent under deployment say how far.",
};

/** Keys at the top of a file that a stack file has no place for, and why. */
export const noEquivalentAtTop: Readonly<Record<string, string>> = {
  configs:
    "There are no config files from outside. Put the file into the image, or hand it over in a variable.",
  include:
    "Only one file is read. `docker compose config` writes all of them as one, which can be imported.",
  models: "Fargate runs containers only. Call a model over the network.",
};
