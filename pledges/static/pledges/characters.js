// Counts down the characters of a field that has a limit. Without it the limit itself stands there.
const PAUSE = 400;

for (const limit of document.querySelectorAll("[data-most]")) {
  const field = document.getElementById(limit.id.replace(/_limit$/, ""));
  const most = Number(limit.dataset.most);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${limit.id}`.trim());
  let timer;

  // As the server counts: without space around the text, accents composed, one for each character.
  const count = () => {
    const left = most - [...field.value.trim().normalize("NFC")].length;
    limit.classList.toggle("over", left < 0);
    limit.textContent = (left < 0 ? limit.dataset.over : limit.dataset.left).replace("{number}", Math.abs(left));
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(count, PAUSE);
  });
  if (field.value) count();
}
