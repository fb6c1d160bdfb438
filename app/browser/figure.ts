import { formatRate, shortTask } from "../src/format";
import { draw, type Point } from "./chart";
import { element, svgElement } from "./dom";

/** The chart of one task on the page. */
export interface TaskFigure {
  readonly root: HTMLElement;
  show(history: readonly Point[]): void;
}

export function createFigure(task: string, zone: string | undefined): TaskFigure {
  const received = element("b");
  const sent = element("b");
  const svg = svgElement("svg", { role: "img" });
  const root = element(
    "figure",
    { class: "chart", "data-task": task },
    element(
      "figcaption",
      {},
      element(
        "span",
        {},
        "Task ",
        element("code", { title: task }, shortTask(task)),
        ...(zone === undefined ? [] : [" in ", element("code", {}, zone)]),
      ),
      element(
        "span",
        { class: "legend" },
        element("span", { class: "received" }, "Receive ", received),
        element("span", { class: "sent" }, "Transmit ", sent),
      ),
    ),
    svg,
  );
  return {
    root,
    show(history) {
      const newest = history.at(-1);
      received.textContent = newest ? formatRate(newest.received) : "waiting";
      sent.textContent = newest ? formatRate(newest.sent) : "waiting";
      svg.setAttribute(
        "aria-label",
        newest
          ? `Task ${shortTask(task)} receives ${formatRate(newest.received)} and transmits ${formatRate(newest.sent)}`
          : `Task ${shortTask(task)}: no rates yet`,
      );
      svg.replaceChildren(...contents(history, svg));
    },
  };
}

function contents(history: readonly Point[], svg: SVGSVGElement): readonly SVGElement[] {
  const { width, height } = svg.getBoundingClientRect();
  const { levels, span, left, right, bottom, lines, areas, newest } = draw(history, {
    width,
    height,
  });
  const label = (text: string, at: { x: number; y: number; anchor: string }): SVGElement =>
    svgElement("text", { x: at.x, y: at.y, "text-anchor": at.anchor }, text);
  return [
    ...levels.flatMap(({ y, rate }) => [
      svgElement("line", { class: "grid", x1: left, x2: right, y1: y, y2: y }),
      label(formatRate(rate), { x: left - 8, y: y + 4, anchor: "end" }),
    ]),
    label(`${Math.round(span / 1000)} seconds earlier`, {
      x: left,
      y: bottom + 17,
      anchor: "start",
    }),
    label("last reading", { x: right, y: bottom + 17, anchor: "end" }),
    svgElement("path", { class: "received area", d: areas.received }),
    svgElement("path", { class: "sent area", d: areas.sent }),
    svgElement("path", { class: "received line", d: lines.received }),
    svgElement("path", { class: "sent line", d: lines.sent }),
    ...(newest === undefined
      ? []
      : (["received", "sent"] as const).map((kind) =>
          svgElement("circle", {
            class: `${kind} dot`,
            cx: newest[kind].x,
            cy: newest[kind].y,
            r: 4,
          }),
        )),
  ];
}
