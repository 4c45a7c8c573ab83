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
