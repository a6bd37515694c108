// Keys for whoever scores many entries. Everything works without them, and none of them is taken while
// somebody writes: numbers count only while a criterion has the focus, and Ctrl + Enter writes nothing.
const ballot = document.querySelector("#ballot");

document.querySelector("[data-keyboard]").hidden = false;

function level(criterion, number) {
  return [...criterion.querySelectorAll("input[type=radio]")].find((field) => field.value === number);
}

ballot.addEventListener("keydown", (event) => {
  if (event.altKey || event.shiftKey) return;
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key === "Enter") {
    event.preventDefault();
    ballot.requestSubmit(ballot.querySelector("[data-shortcut]"));
    return;
  }
  const criterion = event.target.type === "radio" && event.target.closest("[data-criterion]");
  if (isCommand || !criterion || !/^[0-9]$/.test(event.key)) return;
  const chosen = level(criterion, event.key);
  if (!chosen) return;
  event.preventDefault();
  chosen.focus();
  chosen.click(); // so that everything that listens hears of it
});
