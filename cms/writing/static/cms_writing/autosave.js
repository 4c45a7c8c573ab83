/*
 * Keeps Wagtail's editor from taking for saved what it has not sent: what was typed before it began to look (two seconds after the
 * page came), while a save was under way, or within the half second before somebody leaves. Its w-unsaved compares the form with
 * initialFormData, and stamps that with whatever the form holds when it begins to look and when a save has succeeded. Where the form
 * came back with what is missing, it saves once and then never looks again.
 */
{
  let edited = false; // since the page came, or since the last save began
  let saving = false;

  const watcherOf = (form) => window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved");

  for (const name of ["beforeinput", "input", "change", "click"]) {
    document.addEventListener(
      name,
      ({ isTrusted, target, type }) => {
        const may = type !== "click" || saving; // a click may take a part away, and mostly changes nothing
        if (may && isTrusted && target.closest("[data-edit-form]")) edited = true;
      },
      { capture: true },
    );
  }
  document.addEventListener("w-unsaved:watch-edits", ({ target }) => {
    if (!edited) return;
    const watcher = watcherOf(target);
    watcher.initialFormData = "unknown"; // no form reads like this, so what it holds is new
    watcher.previousFormData = "unknown";
  });
  document.addEventListener("w-autosave:save", () => {
    edited = false;
    saving = true;
  });
  document.addEventListener("w-autosave:error", () => (saving = false));
  document.addEventListener("w-autosave:success", ({ target }) => {
    saving = false;
    const watcher = watcherOf(target);
    if (watcher.checkInterval === null) watcher.checkIntervalValueChanged(watcher.checkIntervalValue); // looks again
  });
  window.addEventListener("beforeunload", () => watcherOf(document.querySelector("[data-edit-form]"))?.hasChanges(), {
    capture: true,
  });
}
