/* Shows how far an import is, and the whole report once it is finished. */
(function () {
    const box = document.getElementById("import-progress");
    const source = box && box.dataset.source;
    if (!source) return;

    async function look() {
        const answer = await fetch(source, { credentials: "same-origin" }).catch(() => null);
        if (answer && answer.ok) {
            box.innerHTML = await answer.text();
            if (box.firstElementChild.dataset.finished === "true") {
                window.location.reload();
                return;
            }
        }
        window.setTimeout(look, 2000);
    }

    window.setTimeout(look, 2000);
})();
