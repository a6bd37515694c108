// Saves the open step a moment after somebody stops typing. Everything works without it.
const form = document.querySelector("form[data-autosave]");
const status = document.querySelector("[data-autosave-status]");
const PAUSE = 3000;
let timer, saving;

async function save() {
  const typed = new FormData(form);
  for (const field of form.querySelectorAll("input[type=file], input[name=remove_image]")) typed.delete(field.name);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: typed,
      headers: { "X-Autosave": "1" },
      redirect: "manual",
    });
    // What cannot be saved as it is, is told in full when the person presses Save.
    if (!answer.ok) return tell(form.dataset.unsaved);
    const saved = await answer.json();
    form.elements.version.value = saved.version;
    tell(saved.words);
  } catch {
    tell(form.dataset.unsaved);
  }
}

function tell(words) {
  if (status.textContent !== words) status.textContent = words;
}

form.addEventListener("input", (event) => {
  if (event.target.type === "file") return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    saving = save().finally(() => (saving = null));
  }, PAUSE);
});

form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (!saving) return;
  // Pressed while saving: wait, or the press would collide with it.
  event.preventDefault();
  saving.then(() => form.requestSubmit(event.submitter));
});
