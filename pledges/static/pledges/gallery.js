// A choice in the gallery takes effect at once, and "Show more" adds to what is there. Without this script
// the same form and links do the same with a press of a button and a new page.
(() => {
  const form = document.querySelector("[data-gallery]");
  const part = (page) => page.getElementById("entries");
  let asked = new AbortController();

  const page = async (address) => {
    asked.abort();
    asked = new AbortController();
    const answer = await fetch(address, { signal: asked.signal });
    if (!answer.ok) throw new Error(answer.status);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  // What cannot be fetched like this is opened as a page.
  const instead = (address) => (error) => {
    if (error.name !== "AbortError") location.assign(address);
  };

  const address = () => {
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) chosen.append(name, value);
    return `${location.pathname}?${chosen}`;
  };

  // The numbers in the form change with each choice; the boxes stay as they are under the hand.
  const renew = (fresh) => {
    const texts = (root) => root.querySelectorAll("[data-gallery] :is(.number, option, summary)");
    const [old, now] = [texts(document), texts(fresh)];
    if (old.length === now.length) {
      old.forEach((element, place) => { element.textContent = now[place].textContent; });
    } else {
      const open = form.querySelector("details").open;
      const { name, value } = document.activeElement;
      form.replaceChildren(...fresh.querySelector("[data-gallery]").childNodes);
      form.querySelector("details").open = open;
      if (name) [...form.elements].find((one) => one.name === name && one.value === value)?.focus();
    }
    document.title = fresh.title;
    part(document).replaceWith(part(fresh));
    document.querySelector("[data-gallery-said]").textContent = document.getElementById("count").textContent;
  };

  form.addEventListener("change", (event) => {
    if (!event.target.matches("[type=checkbox], select")) return;
    const wanted = address();
    page(wanted).then((fresh) => {
      renew(fresh);
      history.replaceState(null, "", wanted);
    }).catch(instead(wanted));
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#entries .more a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    page(link.href).then((fresh) => {
      const [list, more] = [document.querySelector("#entries :is(.grid, .entry-list)"), link.closest(".more")];
      const added = [...fresh.querySelectorAll("#entries :is(.grid, .entry-list) > *")];
      list.append(...added);
      const next = fresh.querySelector("#entries .more");
      if (next) more.replaceWith(next); else more.remove();
      if (added.length) added[0].querySelector("a").focus();
    }).catch(instead(link.href));
  });

  // A press elsewhere or Escape closes the orders.
  for (const kind of ["click", "keydown"]) document.addEventListener(kind, (event) => {
    const open = document.querySelector(".sorting[open]");
    if (!open || (event.key ? event.key !== "Escape" : open.contains(event.target))) return;
    open.open = false;
    if (event.key) open.firstElementChild.focus();
  });
})();
