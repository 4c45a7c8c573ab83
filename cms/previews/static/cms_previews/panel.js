/* A new preview is shown as soon as the page in it has said where it was scrolled to. Pages of another origin that do
   not know Wagtail's messages would be waited for ten seconds, while somebody writes: say it in their place. */
const PATIENCE = 400;

document.addEventListener(
  "load",
  (event) => {
    const frame = event.target;
    if (!(frame instanceof HTMLIFrameElement) || !frame.matches("[data-w-preview-target='iframe']")) return;
    const timer = setTimeout(() => {
      const message = { wagtail: { type: "w-preview:set-scroll-position", x: 0, y: 0 } };
      window.dispatchEvent(new MessageEvent("message", { data: message, origin: window.location.origin }));
    }, PATIENCE);
    window.addEventListener("message", function listen({ data, source }) {
      if (source !== frame.contentWindow || data?.wagtail?.type !== "w-preview:request-scroll") return;
      clearTimeout(timer);
      window.removeEventListener("message", listen);
    });
  },
  true,
);
