// Saves the open form – a step of an entry, a juror's ballot – a moment after somebody stops typing. Until
// the server says that it has the text, a copy stays in this browser; it is put back when the page opens
// again. Everything works without this.
const form = document.querySelector("form[data-autosave]");
const status = document.querySelector("[data-autosave-status]");
const PREFIX = "lupaus:";
const PLACE = PREFIX + form.dataset.autosave;
const OWN = [...crypto.getRandomValues(new Uint32Array(3))].map((number) => number.toString(36)).join("");
const PAUSE = 2000;
const LONGEST_PAUSE = 60_000;
const DAYS_KEPT = 14;

let timer; // runs while something is typed that has not been sent
let saving; // the request under way
let unheard; // what was sent without an answer: it may have been saved, so it is sent again before the rest
let ended = false; // somebody else saved: only a press of the button saves now
let pause = PAUSE;

// --- what is typed, as names and values --------------------------------------------------------
const sent = () =>
  [...new FormData(form)].filter(
    ([name, value]) =>
      typeof value === "string" &&
      !["csrfmiddlewaretoken", "copy", "remove_image"].includes(name) &&
      !name.endsWith("_remove"),
  );

function typed(pairs) {
  return JSON.stringify(pairs.filter(([name]) => form.elements[name]?.type !== "hidden"));
}

function put(pairs) {
  const known = new Set([...form.elements].map((field) => field.name));
  for (const field of form.elements) {
    const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    const before = [field.checked, field.value].join();
    if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
    else if (values.length && field.type !== "file") field.value = values[0];
    const folded = field.closest("details");
    if (folded && before !== [field.checked, field.value].join()) folded.open = true;
  }
  for (const [name, value] of pairs) if (!known.has(name)) append(name, value);
}

function append(name, value) {
  const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
  form.append(field);
  return field;
}

// --- the copy in this browser ------------------------------------------------------------------
// A browser may keep nothing, or be full: then the text is in the page alone.
function withStorage(act) {
  try {
    return act(localStorage);
  } catch {
    return null;
  }
}

const copyAt = (place) => withStorage((storage) => JSON.parse(storage.getItem(place)));

const keepCopy = () =>
  withStorage((storage) => storage.setItem(PLACE, JSON.stringify({ id: OWN, at: Date.now(), pairs: sent() })));

const dropCopies = (isSaved) =>
  withStorage((storage) => {
    for (const place of Object.keys(storage).filter((key) => key.startsWith(PREFIX)))
      if (isSaved(copyAt(place), place)) storage.removeItem(place);
  });

// --- what is said --------------------------------------------------------------------------------
function tell(words, isSaved) {
  status.classList.toggle("saved", isSaved);
  if (words && status.textContent !== words) status.textContent = words;
}

function say(what) {
  if (["offline", "signed-out", "stale"].includes(what)) tell(form.dataset.notSaved, false);
  for (const notice of document.querySelectorAll("[data-autosave-says]"))
    notice.hidden = notice.dataset.autosaveSays !== what;
}

function hint(hints) {
  for (const [id, words] of Object.entries(hints)) {
    const place = document.getElementById(`${id}_hint`);
    if (!place) continue;
    if (place.textContent !== words) place.textContent = words;
    place.hidden = !words;
  }
}

// --- saving --------------------------------------------------------------------------------------
async function post(pairs) {
  const body = new FormData();
  for (const [name, value] of pairs) body.append(name, value);
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const small = JSON.stringify(pairs).length < 20_000; // a request that outlives its page must be small
  return fetch(form.action, {
    method: "POST",
    body,
    headers: { "X-Autosave": "1" },
    redirect: "manual",
    keepalive: small,
  });
}

// Signing in, in another tab too, makes this page's token invalid: the page as it is now has a new one.
async function renewToken() {
  const page = await fetch(form.action, { headers: { "X-Autosave": "1" }, redirect: "manual" });
  if (!page.ok) return page;
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
  form.elements.csrfmiddlewaretoken.value = fresh.getElementById(form.id)?.elements.csrfmiddlewaretoken.value ?? "";
  return null;
}

async function save() {
  clearTimeout(timer);
  timer = undefined;
  unheard ??= sent();
  const pairs = unheard;
  try {
    let answer = await post(pairs);
    if (answer.status === 403) answer = (await renewToken()) ?? (await post(pairs));
    if (answer.status >= 500 || answer.status === 429) throw new Error(answer.statusText);
    unheard = undefined;
    pause = PAUSE;
    await heard(answer, pairs);
  } catch {
    say("offline");
    pause = Math.min(pause * 2, LONGEST_PAUSE);
    schedule();
  }
}

async function heard(answer, pairs) {
  if (answer.type === "opaqueredirect") return say("signed-out");
  if (answer.status === 409) ended = true;
  if (![200, 422].includes(answer.status)) return say("stale");
  say();
  const said = await answer.json();
  tell(said.words, answer.ok);
  hint(said.hints ?? {});
  if (answer.status === 422) return;
  form.elements.version.value = said.version;
  if (said.base !== undefined) form.elements.base.value = said.base;
  if (typed(pairs) === typed(sent())) return dropCopies((copy, place) => place === PLACE && copy?.id === OWN);
  keepCopy();
  schedule();
}

function run() {
  saving ??= save().finally(() => (saving = undefined));
  return saving;
}

function schedule(after = pause) {
  clearTimeout(timer);
  if (!ended) timer = setTimeout(run, after);
}

form.addEventListener("input", (event) => {
  if (event.target.type === "file") return;
  keepCopy();
  schedule(PAUSE);
});

form.addEventListener("submit", (event) => {
  const waits = timer !== undefined;
  clearTimeout(timer);
  timer = undefined; // else the page, on its way out, would save the old version over what is sent here
  (form.elements.copy ?? append("copy", OWN)).value = OWN;
  if (!saving && !unheard && navigator.onLine) return;
  // Pressed while saving, or without a connection: go on once the last word is heard.
  event.preventDefault();
  if (waits) keepCopy();
  run().then(() => {
    if (!unheard) form.requestSubmit(event.submitter);
  });
});

document.addEventListener("visibilitychange", () => {
  if (ended) return;
  const isBackUnsaved = !document.hidden && copyAt(PLACE)?.id === OWN;
  if (isBackUnsaved || (document.hidden && timer !== undefined)) run();
});
window.addEventListener("online", () => unheard && run());

// --- when the page opens -------------------------------------------------------------------------
const saved = form.dataset.savedCopies.split(" ");
const oldest = Date.now() - DAYS_KEPT * 24 * 3600 * 1000;
dropCopies((copy) => !copy || saved.includes(copy.id) || copy.at < oldest);
const copy = copyAt(PLACE);
const isNews = copy && typed(copy.pairs) !== typed(sent());
if (isNews) {
  put(copy.pairs);
  say("restored");
}
if (isNews || "unsaved" in form.dataset) {
  keepCopy();
  schedule(0);
} else if (copy) dropCopies((one, place) => place === PLACE);
