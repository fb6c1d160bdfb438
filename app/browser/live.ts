import { enhanceLoadForm } from "./load";
import { watchTraffic } from "./traffic";

// The one script of every page. All pages work without it: this makes two of them follow the traffic.

const traffic = document.getElementById("live-traffic");
if (traffic) {
  watchTraffic(traffic);
}

const form = document.getElementById("load-form");
if (form instanceof HTMLFormElement) {
  enhanceLoadForm(form);
}
