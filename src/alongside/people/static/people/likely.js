// Tells who somebody may be while they are typed. `<section data-likely="/people/likely/">` in or before the form.
//
// Only the fields that a search reads are sent: `data-likely-fields` names them. Where a form has rows,
// `data-likely-rows` is their prefix, the row typed in last is looked for, and `data-likely-also` says which fields
// outside the row count too (`home_postcode:postcode`). The page works in full without this: a button asks the server.

const QUIET_FOR = 600;
const names = (words) => (words || "").split(" ").filter(Boolean);

class Likely {
  constructor(region) {
    this.region = region;
    this.form = region.closest("form") || document.querySelector("form[data-autosave]");
    this.says = region.querySelector("[data-likely-says]");
    this.details = region.querySelector("details");
    this.list = region.querySelector("[data-likely-list]");
    this.fields = new Set(names(region.dataset.likelyFields));
    this.also = new Map(names(region.dataset.likelyAlso).map((pair) => pair.split(":")));
    this.prefix = region.dataset.likelyRows ? `${region.dataset.likelyRows}-0-` : "";
    this.last = "";
    this.form.addEventListener("input", (event) => this.typed(event.target));
    this.form.addEventListener("change", (event) => this.typed(event.target));
    region.addEventListener("focusout", () => setTimeout(() => this.show(), 0));
  }

  typed(field) {
    const rows = this.region.dataset.likelyRows;
    const row = rows && (field.name || "").match(new RegExp(`^${rows}-\\d+-`));
    if (row) this.prefix = row[0];
    if (!this.meant(field.name || "")) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), QUIET_FOR);
  }

  // The name under which a field is sent, or nothing.
  meant(name) {
    if (this.also.has(name)) return this.also.get(name);
    if (!name.startsWith(this.prefix)) return "";
    const own = name.slice(this.prefix.length);
    return this.fields.has(own.replace(/-(day|month|year)$/, "")) ? own : "";
  }

  told() {
    const told = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      const meant = typeof value === "string" && value.trim() && this.meant(name);
      if (meant) told.append(meant, value);
    }
    return told;
  }

  async ask() {
    const told = this.told();
    const words = told.toString();
    if (words === this.last) return;
    this.last = words;
    if (this.asking) this.asking.abort();
    const asking = this.asking = new AbortController();
    try {
      const answer = await fetch(this.region.dataset.likely, {
        method: "POST",
        credentials: "same-origin",
        signal: asking.signal,
        headers: {
          "Content-Type": "application/x-www-form-urlencoded",
          "X-CSRFToken": this.form.querySelector("[name=csrfmiddlewaretoken]").value,
          "X-Requested-With": "likely",
        },
        body: words,
      });
      if (answer.redirected || !answer.ok) { this.last = ""; return; }
      const page = document.createElement("div");
      page.innerHTML = await answer.text();
      if (asking !== this.asking) return;
      this.found = page;
      this.show();
    } catch { if (asking === this.asking) this.last = ""; }
  }

  // What somebody is reading with the keyboard is not taken from under them.
  show() {
    if (!this.found || this.region.contains(document.activeElement)) return;
    const words = this.found.querySelector("[data-says]").textContent;
    if (this.says.textContent !== words) this.says.textContent = words;
    const list = this.found.querySelector("ul");
    this.list.replaceChildren(...(list ? [list] : []));
    this.details.hidden = !list;
    if (!list) this.details.open = false;
    this.found = null;
  }
}

for (const region of document.querySelectorAll("[data-likely]")) new Likely(region);
