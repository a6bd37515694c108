// Offers organisations while somebody types a name, as a list that the arrow keys walk through. Without
// it the Search button shows the same on a page.
const form = document.querySelector("form[data-combobox]");
const input = form?.querySelector("input[name=q]");
const PAUSE = 250;
let timer, asked = 0, active = -1;

const list = document.createElement("ul");
list.id = "find-list";
list.setAttribute("role", "listbox");
list.hidden = true;
const status = document.createElement("p");
status.className = "sr-only";
status.setAttribute("role", "status");

if (input) {
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-autocomplete", "list");
  list.setAttribute("aria-label", form.dataset.found);
  input.after(list, status);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  input.addEventListener("keydown", walk);
  input.addEventListener("blur", () => setTimeout(close, 200));
}

async function look() {
  const turn = ++asked;
  try {
    const answer = await fetch(`${form.dataset.combobox}?q=${encodeURIComponent(input.value)}`);
    if (!answer.ok) return close();
    const found = await answer.json();
    if (turn === asked) show(found);
  } catch {
    close(); // the button still works
  }
}

function show(found) {
  active = -1;
  input.removeAttribute("aria-activedescendant");
  list.replaceChildren(...found.rows.map(option));
  list.hidden = !found.rows.length;
  input.setAttribute("aria-expanded", String(!list.hidden));
  status.textContent = found.words;
}

function option(row, number) {
  const item = document.createElement("li");
  item.id = `find-option-${number}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const name = document.createElement("bdi");
  name.textContent = row.name;
  const details = document.createElement("small");
  details.textContent = row.details;
  item.append(name, details);
  if (row.address) item.dataset.address = row.address;
  else item.setAttribute("aria-disabled", "true");
  item.addEventListener("mousedown", (event) => event.preventDefault());
  item.addEventListener("click", () => choose(item));
  return item;
}

function walk(event) {
  const options = [...list.children];
  if (event.key === "Escape") return close();
  if (list.hidden || !options.length) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    active = (active + step + options.length) % options.length;
    options.forEach((item, number) => item.setAttribute("aria-selected", String(number === active)));
    input.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    choose(options[active]);
  }
}

function choose(item) {
  const { address } = item.dataset;
  if (!address) return;
  if (input.form === form) return location.assign(address);
  // An invitation is open below: what was typed there goes along.
  const press = document.createElement("button");
  press.name = "choose";
  press.value = new URL(address, location).searchParams.get("organisation");
  press.formAction = `${input.form.action}#invite`;
  press.hidden = true;
  input.form.append(press);
  press.click();
}

function close() {
  asked++;
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}
