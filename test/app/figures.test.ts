import assert from "node:assert/strict";
import { addPoint, draw, niceCeiling, type Point } from "../../app/browser/chart";
import { formatBytes, formatTime, shortTask } from "../../app/src/format";
import { networkSample } from "../../app/src/metadata/network";
import { rateAt, type NetworkSample } from "../../app/src/metadata/rate";

describe("app: figures", () => {
  for (const [bytes, text] of [
    [0, "0 B"],
    [1023, "1023 B"],
    [1024, "1.00 KiB"],
    [1023.5 * 1024, "1.00 MiB"],
    [10 * 1024, "10.0 KiB"],
    [512 * 1024 * 1024, "512 MiB"],
    [20496 * 1024 * 1024, "20.0 GiB"],
  ] as const) {
    it(`writes ${bytes} bytes as ${text}`, () => {
      assert.equal(formatBytes(bytes), text);
    });
  }

  it("writes times in UTC and leaves what is no time alone", () => {
    assert.equal(formatTime("2026-11-20T08:14:09.445271860Z"), "2026-11-20 08:14:09 UTC");
    assert.equal(formatTime("soon"), "soon");
  });

  it("shortens a task ARN to what tells tasks apart", () => {
    assert.equal(shortTask("arn:aws:ecs:us-east-2:1:task/c/0123456789abcdef"), "01234567");
  });
});

describe("app: network rates", () => {
  const sample = (readAt: string, bytes: number, rate?: number): NetworkSample => ({
    readAt,
    receivedBytes: bytes,
    sentBytes: bytes * 2,
    rate: rate === undefined ? undefined : { receivedPerSecond: rate, sentPerSecond: rate },
  });

  it("adds up the interfaces and keeps the agent's rates", () => {
    assert.deepEqual(
      networkSample({
        read: "2026-11-20T08:00:00Z",
        networks: {
          eth0: { rx_bytes: 1, tx_bytes: 10 },
          eth1: { rx_bytes: 2, tx_bytes: 20 },
        },
        network_rate_stats: { rx_bytes_per_sec: 1.5, tx_bytes_per_sec: 2.5 },
      }),
      {
        readAt: "2026-11-20T08:00:00Z",
        receivedBytes: 3,
        sentBytes: 30,
        rate: { receivedPerSecond: 1.5, sentPerSecond: 2.5 },
      },
    );
  });

  it("has no sample without interfaces, and no rate before the agent's second reading", () => {
    assert.equal(networkSample({ read: "x" }), undefined);
    assert.equal(networkSample({ read: "x", networks: {} }), undefined);
    const first = networkSample({
      read: "x",
      networks: { eth1: { rx_bytes: 1, tx_bytes: 1 } },
      network_rate_stats: null,
    });
    assert.equal(first?.rate, undefined);
  });

  it("takes the agent's rate, otherwise that between two readings", () => {
    const first = sample("2026-11-20T08:00:00Z", 1000);
    assert.deepEqual(rateAt(undefined, sample("2026-11-20T08:00:10Z", 2000, 7)), {
      receivedPerSecond: 7,
      sentPerSecond: 7,
    });
    assert.deepEqual(rateAt(first, sample("2026-11-20T08:00:10Z", 2000)), {
      receivedPerSecond: 100,
      sentPerSecond: 200,
    });
  });

  it("has no rate from one reading, the same reading, or counters that went back", () => {
    const first = sample("2026-11-20T08:00:00Z", 1000);
    assert.equal(rateAt(undefined, first), undefined);
    assert.equal(rateAt(first, first), undefined);
    assert.equal(rateAt(first, sample("2026-11-20T08:00:10Z", 999)), undefined);
  });
});

describe("app: traffic chart", () => {
  const at = (second: number, received = 0, sent = 0): Point => ({
    time: second * 1000,
    received,
    sent,
  });
  const SIZE = { width: 480, height: 130 }; // a plot of 400 by 100 inside the margins

  it("adds a reading once, and forgets those of more than three minutes before", () => {
    const one = addPoint([], at(0));
    assert.equal(addPoint(one, at(0)), one);
    assert.deepEqual(addPoint([at(0), at(1)], at(180)), [at(0), at(1), at(180)]);
    assert.deepEqual(addPoint([at(0), at(1)], at(181)), [at(1), at(181)]);
  });

  for (const [rate, ceiling] of [
    [0, 1024],
    [1024, 1024],
    [1025, 2048],
    [501 * 1024, 1024 * 1024],
    [1024 ** 3 * 3, 1024 ** 3 * 5],
  ] as const) {
    it(`ends the scale for ${rate} at ${ceiling}`, () => {
      assert.equal(niceCeiling(rate), ceiling);
    });
  }

  it("puts the newest reading at the right edge and the highest rate below the top", () => {
    const drawing = draw([at(0, 0, 1024), at(60, 512, 1024)], SIZE);
    assert.deepEqual(
      { top: drawing.top, span: drawing.span, right: drawing.right, bottom: drawing.bottom },
      { top: 1024, span: 60_000, right: 472, bottom: 108 },
    );
    assert.equal(drawing.lines.received, "M72 108L472 58");
    assert.equal(drawing.lines.sent, "M72 8L472 8");
    assert.equal(drawing.areas.received, "M72 108L472 58L472 108L72 108Z");
  });

  it("draws nothing from nothing and a dot from one reading", () => {
    assert.deepEqual(draw([], SIZE).lines, { received: "", sent: "" });
    assert.deepEqual(draw([at(5, 1024)], SIZE).newest, {
      received: { x: 472, y: 8 },
      sent: { x: 472, y: 108 },
    });
    assert.equal(draw([], SIZE).newest, undefined);
    assert.deepEqual(draw([at(5)], SIZE).areas, { received: "", sent: "" });
  });
});
