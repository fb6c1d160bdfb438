import { Queue } from "../index";

const orders = new Queue("orders", { queueName: "shop-test-orders", visibilitySeconds: 120 });

export const queueUrl = orders.queueUrl;
