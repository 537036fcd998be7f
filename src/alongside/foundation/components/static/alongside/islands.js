// Small things that a page does without: it works in full when none of this runs.

// A form is sent once, however often its button is pressed.
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sending) { event.preventDefault(); return; }
    form.dataset.sending = "yes";
    setTimeout(() => delete form.dataset.sending, 8000);
  });
  window.addEventListener("pageshow", () => delete form.dataset.sending);
}

// `<div data-add-another="prefix">` of `[data-row]`s and a `<template data-empty-row>` in which
// `__prefix__` stands for the number. Without script, the button named `add` asks the server.
function addAnother(box) {
  const total = box.querySelector(`[name="${box.dataset.addAnother}-TOTAL_FORMS"]`);
  const pattern = box.querySelector("template[data-empty-row]");
  const button = box.querySelector("[data-add]");
  if (!total || !pattern || !button) return;
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const number = Number(total.value);
    const rows = box.querySelectorAll("[data-row]");
    const copy = document.createElement("div");
    copy.innerHTML = pattern.innerHTML.replaceAll("__prefix__", String(number));
    const row = copy.firstElementChild;
    rows.length ? rows[rows.length - 1].after(row) : button.before(row);
    total.value = String(number + 1);
    const first = row.querySelector("input:not([type=hidden]), select, textarea");
    if (first) first.focus();
    total.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// `<input data-suggest="/find/" aria-controls="list">`: shows the fragment that the server returns
// for `?q=`. Arrow keys walk its links; Escape puts it away; Enter sends the form as ever.
function suggest(input) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  if (!list) return;
  const status = document.createElement("p");
  status.className = "govuk-visually-hidden";
  status.setAttribute("role", "status");
  list.before(status);
  let timer; let asked = 0;
  const close = () => { list.hidden = true; list.replaceChildren(); };
  const links = () => [...list.querySelectorAll("a[href], button")];
  async function ask() {
    const words = input.value.trim();
    const mine = ++asked;
    if (words.length < 2) { close(); return; }
    try {
      const url = new URL(input.dataset.suggest, window.location.href);
      url.searchParams.set(input.dataset.suggestName || "q", words);
      const answer = await fetch(url, { credentials: "same-origin", headers: { "X-Requested-With": "suggest" } });
      if (!answer.ok || answer.redirected || mine !== asked) return;
      list.innerHTML = await answer.text();
      const number = links().length;
      list.hidden = !list.childElementCount;
      status.textContent = number === 1 ? "1 suggestion" : `${number} suggestions`;
    } catch { close(); }
  }
  input.setAttribute("autocomplete", "off");
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 200); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "ArrowDown" && links().length) { event.preventDefault(); links()[0].focus(); }
  });
  list.addEventListener("keydown", (event) => {
    const all = links(); const at = all.indexOf(document.activeElement);
    if (event.key === "Escape") { close(); input.focus(); }
    if (event.key === "ArrowDown" && at < all.length - 1) { event.preventDefault(); all[at + 1].focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); at > 0 ? all[at - 1].focus() : input.focus(); }
  });
  document.addEventListener("click", (event) => {
    if (!list.contains(event.target) && event.target !== input) close();
  });
}

// A choice that opens a field: `data-reveals` names it. (GOV.UK's own way marks a radio as expanded,
// which the standard does not allow.)
function reveal(choice) {
  const field = document.getElementById(choice.dataset.reveals);
  if (!field) return;
  const kind = choice.type === "radio" ? "govuk-radios" : "govuk-checkboxes";
  const sync = () => field.classList.toggle(`${kind}__conditional--hidden`, !choice.checked);
  const group = choice.form || document;
  group.addEventListener("change", (event) => { if (event.target.name === choice.name) sync(); });
  window.addEventListener("pageshow", sync);
  sync();
}

function printable(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// What is folded is printed: here where the browser’s style sheet alone cannot open it. Menus stay closed.
function unfoldForPrint(root) {
  const opened = [];
  window.addEventListener("beforeprint", () => {
    root.querySelectorAll("details:not([open], [data-menu])").forEach((details) => {
      details.open = true;
      opened.push(details);
    });
  });
  window.addEventListener("afterprint", () => {
    opened.splice(0).forEach((details) => { details.open = false; });
  });
}

// A filter that sends itself when a choice in it changes would surprise; this one only folds away.
function foldAway(details) {
  if (window.matchMedia("(max-width: 40.0525em)").matches) details.open = false;
}

// A group of the menu closes at Escape, at a press elsewhere, and when the keyboard has left it.
function menu(group) {
  const close = () => { group.open = false; };
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !group.open) return;
    close();
    group.querySelector("summary").focus();
  });
  group.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !group.contains(event.relatedTarget)) close();
  });
  document.addEventListener("click", (event) => { if (!group.contains(event.target)) close(); });
}

// Enter in a field that has a button of its own presses that button, and does not send the form.
function pressed(field) {
  field.addEventListener("keydown", (event) => {
    const button = document.getElementById(field.dataset.presses);
    if (event.key === "Enter" && button) { event.preventDefault(); button.click(); }
  });
}

export function start(root) {
  root.querySelectorAll("details[data-menu]").forEach(menu);
  root.querySelectorAll("input[data-presses]").forEach(pressed);
  root.querySelectorAll("form[method=post]").forEach(sendOnce);
  root.querySelectorAll("[data-add-another]").forEach(addAnother);
  root.querySelectorAll("input[data-suggest]").forEach(suggest);
  root.querySelectorAll("input[data-reveals]").forEach(reveal);
  root.querySelectorAll("button[data-print]").forEach(printable);
  root.querySelectorAll("details[data-fold]").forEach(foldAway);
  unfoldForPrint(root);
}
