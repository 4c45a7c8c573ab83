/* Asks the server what the article still lacks, a moment after the last change, and leads to where each point is mended. */
const MOMENT = 1000;
const FOCUSABLE = "input:not([type=hidden]), textarea, select, [contenteditable=true], button";

class WritingHelp extends window.StimulusModule.Controller {
  static targets = ["status", "list"];
  static values = { url: String, failed: String };

  connect() {
    this.wait(); // the parts of the body are put into the form by other scripts first
  }

  disconnect() {
    clearTimeout(this.timer);
    this.asked?.abort();
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), MOMENT);
  }

  async look() {
    this.asked?.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    try {
      const body = new FormData(document.querySelector("[data-edit-form]"));
      const response = await fetch(this.urlValue, { method: "POST", body, signal });
      if (!response.ok || response.redirected) throw new Error(response.statusText);
      this.show(await response.text());
    } catch {
      if (!signal.aborted) this.statusTarget.textContent = this.failedValue;
    }
  }

  show(html) {
    if (html !== this.shown) {
      const focused = this.listTarget.contains(document.activeElement) && document.activeElement.textContent;
      this.listTarget.innerHTML = html;
      this.shown = html;
      if (focused) [...this.listTarget.querySelectorAll("button")].find((one) => one.textContent === focused)?.focus();
    }
    const { missing, summary } = this.listTarget.firstElementChild.dataset;
    if (this.statusTarget.textContent !== summary) this.statusTarget.textContent = summary;
    const counter = document.querySelector("[data-side-panel-toggle=writing] [data-side-panel-toggle-counter]");
    if (counter) {
      counter.textContent = missing;
      counter.hidden = missing === "0";
    }
  }

  go({ currentTarget }) {
    const { field, part } = currentTarget.dataset;
    const place = partOf(field, part) ?? whole(field);
    if (!place) return;
    place.dispatchEvent(new CustomEvent("w-focus:focus", { bubbles: true })); // opens the tab that it is in
    for (let panel = place.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
      unfold(panel);
    }
    const inner = place.querySelector("[data-panel]");
    if (inner) unfold(inner);
    place.scrollIntoView({ block: "center" });
    const first = [...place.querySelectorAll(FOCUSABLE)].find((one) => one.offsetParent && !one.closest(".w-panel__header"));
    (first ?? place.querySelector(FOCUSABLE))?.focus();
  }
}

function whole(field) {
  return (
    document.querySelector(`[data-edit-form] [data-contentpath="${field}"]`) ??
    document.getElementById(`id_${field}-FORMS`)?.closest("[data-panel]")
  );
}

/* The part as it is counted when the form is sent: what is deleted is still there, but hidden. */
function partOf(field, part) {
  if (part === undefined) return null;
  const row = document.getElementById(`inline_child_${field}-${part}`);
  const stream = whole(field)?.querySelector("[data-streamfield-stream-container]");
  const blocks = [...(stream?.children ?? [])].filter(
    (one) => one.matches("[data-streamfield-child]") && !one.querySelector(":scope > input[name$='-deleted']").value,
  );
  return row ?? blocks[part];
}

function unfold(panel) {
  panel.querySelector(":scope > .w-panel__header [data-panel-toggle][aria-expanded=false]")?.click();
}

window.wagtail.app.register("writing-help", WritingHelp);
