// A chosen template fills the answer, unless something else has been written there.
const choice = document.querySelector("[data-answer-template]");
const texts = document.getElementById("answer-templates");
if (choice && texts) {
  const answer = document.querySelector("[data-answer-text]");
  const templates = JSON.parse(texts.textContent);
  choice.addEventListener("change", () => {
    const untouched = !answer.value.trim() || Object.values(templates).includes(answer.value);
    if (untouched) answer.value = templates[choice.value] || "";
  });
}

// Another button or a link asks first, before it takes away an answer or a note that has not been sent.
let sent = null;
document.addEventListener("submit", (event) => (sent = event.target));
window.addEventListener("beforeunload", (event) => {
  const texts = [...document.querySelectorAll("main textarea")];
  if (texts.some((text) => text.form !== sent && text.value.trim())) event.preventDefault();
});
