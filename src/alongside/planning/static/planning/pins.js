// Candidate sites as points on a map. A point, its line in the list and the form's own fields are one state: the ticks
// and the names typed below are what is sent, and everything here is read from them and written to them. Without this
// those fields work as ever.

const SVG = "http://www.w3.org/2000/svg";
const PINS = ["open", "closed"];
const REACH = 22; // how far from a point it can be pressed, in pixels of the screen
const ONE_PLACE = 5; // points nearer to one another than this cannot be told apart by a press
const MOST_ROWS = 100;
const MOST_NAMED = 12;
const NEAREST = 16;
const STEP = 1.6;
const WORDS = {
  todays: { "": "As it comes", open: "Must stay open", closed: "Must close" },
  other: { "": "As it comes", open: "Must open", closed: "Must not open" },
};

const heard = (words) => words.trim().toLowerCase().replaceAll("'", "’");
const small = (words) => words.charAt(0).toLowerCase() + words.slice(1);
const wordsOf = (point, state) => WORDS[point.todays ? "todays" : "other"][state];

const isPin = (field) => PINS.includes(field.getAttribute("name")?.replace("others_", ""));

function draw(name, facts, inside = []) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(facts)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

// Told apart by shape: a filled or an empty ring, a square with a tick, a disc with a cross.
function mark(kind) {
  if (kind === "open") {
    return [draw("rect", { class: "al-pins__open", x: -8, y: -8, width: 16, height: 16, rx: 2 }),
      draw("path", { class: "al-pins__tick", d: "M-4.5 0.5L-1.5 3.5L4.5 -3.5" })];
  }
  if (kind === "closed") {
    return [draw("circle", { class: "al-pins__closed", r: 8.5 }),
      draw("path", { class: "al-pins__cross", d: "M-4 -4L4 4M4 -4L-4 4" })];
  }
  return [draw("circle", { class: `al-pins__${kind}`, r: kind === "todays" ? 6 : 4.5 })];
}

// Each row of what was sent as a point; the line that names it is its name, unless another stands there.
function pointsOf({ kinds, localities, rows }) {
  return rows.map(([slug, name, kind, locality, x, y, todays, costed, line = name]) => (
    { slug, name, of: kinds[kind][0], kind: kinds[kind][1], locality: localities[locality], x, y, todays: !!todays, costed: !!costed, line }));
}

// What the form's own fields say of each point.
class Fields {
  constructor(form, points) {
    this.form = form;
    this.points = points;
    this.meant = new Map();
    for (const point of points.filter((one) => !one.todays)) {
      for (const words of new Set([heard(point.slug), heard(point.name)])) {
        this.meant.set(words, [...(this.meant.get(words) || []), point]);
      }
    }
  }

  box(point, pin) { return this.form.querySelector(`input[name="${pin}"][value="${CSS.escape(point.slug)}"]`); }

  typed(pin) { return this.form.elements[`others_${pin}`]; }

  lines(pin) { return this.typed(pin).value.split("\n").filter((line) => line.trim()); }

  pointOf(line) {
    const fits = this.meant.get(heard(line)) || [];
    return fits.length === 1 ? fits[0] : null;
  }

  pinned(pin) {
    const ticked = this.points.filter((point) => this.box(point, pin)?.checked);
    return new Set([...ticked, ...this.lines(pin).map((line) => this.pointOf(line)).filter(Boolean)]);
  }

  states() {
    const [open, closed] = PINS.map((pin) => this.pinned(pin));
    return new Map(this.points.map((point) => [point, open.has(point) ? "open" : closed.has(point) ? "closed" : ""]));
  }

  set(point, state) {
    for (const pin of PINS) this.put(point, pin, pin === state);
    this.form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  put(point, pin, isWanted) {
    const box = this.box(point, pin);
    const others = this.lines(pin).filter((line) => this.pointOf(line) !== point);
    if (box) box.checked = isWanted;
    const lines = !box && isWanted ? [...others, point.line] : others;
    if (lines.length !== this.lines(pin).length || (!box && isWanted)) this.typed(pin).value = lines.join("\n");
  }

  // What was said last counts: a site that is now asked to be open is no longer asked to be closed.
  settle(name) {
    const pin = name.replace("others_", "");
    const other = PINS.find((one) => one !== pin);
    const both = this.pinned(other);
    for (const point of this.pinned(pin)) if (both.has(point)) this.put(point, other, false);
  }

  kept() {
    const ticked = [...this.form.querySelectorAll(PINS.map((pin) => `input[name="${pin}"]:checked`).join())];
    return { ticked, typed: PINS.map((pin) => this.typed(pin).value) };
  }

  putBack({ ticked, typed }) {
    for (const box of this.form.querySelectorAll(PINS.map((pin) => `input[name="${pin}"]`).join())) box.checked = ticked.includes(box);
    PINS.forEach((pin, at) => { this.typed(pin).value = typed[at]; });
    this.form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  kinds() { return new Set([...this.form.querySelectorAll('input[name="kinds"]:checked')].map((one) => one.value)); }

  onlyCosted() { return this.form.elements.only_costed.checked; }
}

// The part of the drawing that is looked at. Its sides keep their ratio, so the page does not jump.
class View {
  constructor(svg) {
    this.svg = svg;
    const { width, height } = svg.viewBox.baseVal;
    Object.assign(this, { width, height, near: 1, x: width / 2, y: height / 2 });
  }

  lookAt(box) {
    this.mind = null;
    if (!box) { this.go(1, this.width / 2, this.height / 2); return; }
    const [x, y, across, down] = box.split(" ").map(Number);
    this.go(Math.min(this.width / across, this.height / down), x + across / 2, y + down / 2);
  }

  move(way) {
    const step = { west: [-1, 0], east: [1, 0], north: [0, -1], south: [0, 1] }[way] || [0, 0];
    const near = this.near * ({ nearer: STEP, farther: 1 / STEP }[way] || 1);
    if (way === "nearer" && this.mind) { this.go(near, this.mind.x, this.mind.y); return; }
    this.mind = null;
    this.go(near, this.x + step[0] * this.width / this.near / 3, this.y + step[1] * this.height / this.near / 3);
  }

  go(near, x, y) {
    this.near = Math.max(1, Math.min(NEAREST, near));
    const [across, down] = [this.width / this.near, this.height / this.near];
    this.x = Math.max(across / 2, Math.min(this.width - across / 2, x));
    this.y = Math.max(down / 2, Math.min(this.height - down / 2, y));
    this.svg.setAttribute("viewBox", [this.x - across / 2, this.y - down / 2, across, down].map((one) => one.toFixed(2)).join(" "));
  }

  // Units of the drawing in one pixel of the screen, so that a mark stays as large as it is.
  unit() { return this.width / this.near / (this.svg.clientWidth || this.width); }
}

class Board {
  constructor(root) {
    this.root = root;
    this.form = root.closest("form");
    const points = pointsOf(JSON.parse(document.getElementById("pins-points").textContent));
    this.fields = new Fields(this.form, points);
    this.points = points;
    this.svg = this.part("map");
    this.layer = this.part("points");
    this.view = new View(this.svg);
    this.drawn = new Map();
    this.rows = new Map();
    this.pressed = new Set();
    this.states = this.fields.states();
    root.hidden = false;
    for (const swatch of root.querySelectorAll("[data-pins-swatch]")) swatch.append(...mark(swatch.dataset.pinsSwatch));
    this.listen();
    this.show();
  }

  part(name) { return this.root.querySelector(`[data-pins-${name}]`); }

  listen() {
    const where = this.part("where");
    this.form.addEventListener("change", (event) => {
      if (this.part("list").contains(event.target) || event.target === where) return;
      if (isPin(event.target)) { this.fields.settle(event.target.getAttribute("name")); this.kept = null; }
      this.show();
    });
    this.form.addEventListener("input", (event) => { if (isPin(event.target)) this.show(); });
    where.addEventListener("change", () => { this.view.lookAt(where.selectedOptions[0].dataset.box); this.pressed.clear(); this.show(); });
    this.part("find").addEventListener("input", () => this.show());
    this.part("find").addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    this.svg.addEventListener("click", (event) => this.press(event));
    for (const button of this.root.querySelectorAll("[data-pins-move]")) {
      button.addEventListener("click", () => { this.view.move(button.dataset.pinsMove); this.place(); });
    }
    this.part("clear").addEventListener("click", () => this.clear());
    new ResizeObserver(() => this.place()).observe(this.svg);
  }

  // Today's sites, what is pinned, and other buildings that the question may use.
  seen() {
    const [kinds, costed] = [this.fields.kinds(), this.fields.onlyCosted()];
    const [where, words] = [this.part("where").value, heard(this.part("find").value)];
    return this.points.filter((point) => {
      if (where && point.locality !== where) return false;
      if (words && !heard(point.name).includes(words)) return false;
      return point.todays || this.states.get(point) || this.pressed.has(point) || (kinds.has(point.of) && (point.costed || !costed));
    });
  }

  show() {
    this.states = this.fields.states();
    this.visible = this.seen();
    const pinnedLast = [...this.visible].sort((one, other) => this.height(one) - this.height(other));
    this.layer.replaceChildren(...pinnedLast.map((point) => this.pointOf(point)));
    this.place();
    this.list();
    this.sum();
  }

  height(point) { return this.states.get(point) ? 2 : Number(point.todays); }

  pointOf(point) {
    if (!this.drawn.has(point)) this.drawn.set(point, draw("g", { class: "al-pins__point", "data-pin": point.slug }));
    const [group, state] = [this.drawn.get(point), this.states.get(point)];
    if (group.dataset.state !== state) {
      group.dataset.state = state;
      const title = draw("title", {}, [`${point.name}, ${small(point.kind)}: ${small(wordsOf(point, state))}`]);
      group.replaceChildren(title, draw("circle", { class: "al-pins__ring", r: 13 }), ...mark(state || (point.todays ? "todays" : "other")));
    }
    return group;
  }

  place() {
    const unit = this.view.unit().toFixed(3);
    for (const point of this.visible) this.drawn.get(point).setAttribute("transform", `translate(${point.x} ${point.y}) scale(${unit})`);
    for (const button of this.root.querySelectorAll("[data-pins-move]")) {
      button.disabled = button.dataset.pinsMove === "nearer" ? this.view.near >= NEAREST : this.view.near <= 1;
    }
  }

  list() {
    const shown = this.visible.slice(0, MOST_ROWS);
    this.part("number").textContent = this.visible.length.toLocaleString("en-GB");
    this.part("more").hidden = shown.length === this.visible.length;
    this.part("more").textContent = `The first ${MOST_ROWS} by name. Look at one locality, or find a site by name, to see the others.`;
    const rows = shown.map((point) => this.rowOf(point));
    const list = this.part("list");
    if (rows.length !== list.children.length || rows.some((row, at) => row !== list.children[at])) list.replaceChildren(...rows);
  }

  rowOf(point) {
    if (!this.rows.has(point)) this.rows.set(point, this.makeRow(point));
    const row = this.rows.get(point);
    row.querySelector("select").value = this.states.get(point);
    return row;
  }

  makeRow(point) {
    const [row, label, about, choice] = ["li", "label", "span", "select"].map((name) => document.createElement(name));
    choice.id = label.htmlFor = `pin-${point.slug}`;
    choice.className = "govuk-select";
    for (const state of ["", ...PINS]) choice.append(new Option(wordsOf(point, state), state));
    about.textContent = ` ${[point.kind, point.locality, point.costed ? "" : "cost not known"].filter(Boolean).join(", ")}`;
    label.append(point.name, about);
    row.append(label, choice);
    choice.addEventListener("change", () => this.pin(point, choice.value));
    for (const kind of ["focus", "blur"]) {
      choice.addEventListener(kind, () => this.drawn.get(point).classList.toggle("al-pins__point--here", kind === "focus"));
    }
    return row;
  }

  press(event) {
    const here = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    const far = (point) => Math.hypot(point.x - here.x, point.y - here.y) / this.view.unit();
    const near = this.visible.map((point) => [far(point), point]).filter(([away]) => away <= REACH).sort(([one], [other]) => one - other);
    if (!near.length) return;
    this.view.mind = near[0][1]; // what "Nearer" goes to
    const same = near.filter(([, point]) => Math.hypot(point.x - near[0][1].x, point.y - near[0][1].y) / this.view.unit() < ONE_PLACE);
    if (same.length > 1) {
      const names = same.slice(0, 4).map(([, point]) => point.name);
      this.tell(`${same.length} sites are too close together to tell which was pressed: ${names.join(", ")}${same.length > 4 ? " and more" : ""}. Look nearer, or use the list.`);
      return;
    }
    const point = near[0][1];
    this.pin(point, { "": "open", open: "closed", closed: "" }[this.states.get(point)]);
  }

  pin(point, state) {
    this.pressed.add(point);
    this.kept = null;
    this.fields.set(point, state);
    this.tell(`${point.name}: ${small(wordsOf(point, state))}`);
  }

  tell(words) { this.part("told").textContent = words; }

  sum() {
    const by = (state) => this.points.filter((point) => this.states.get(point) === state);
    const said = [["Must be open", by("open")], ["Must be closed", by("closed")]].filter(([, some]) => some.length);
    this.part("sum").replaceChildren(...said.map(([words, some]) => {
      const line = document.createElement("p");
      const more = some.length - MOST_NAMED;
      line.className = "govuk-body";
      line.textContent = `${words} (${some.length}): ${some.slice(0, MOST_NAMED).map((one) => one.name).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
      return line;
    }));
    const [clear, words] = [this.part("clear"), this.kept ? "Put the pins back" : "Clear all pins"];
    // Words that are replaced while the button is held down would swallow the press.
    if (clear.textContent !== words) clear.textContent = words;
    clear.disabled = !this.kept && !said.length;
  }

  clear() {
    const [back, kept] = [this.kept, this.fields.kept()];
    const number = [...this.states.values()].filter(Boolean).length;
    this.kept = back ? null : kept;
    this.fields.putBack(back || { ticked: [], typed: ["", ""] });
    this.tell(back ? "The pins are back" : `${number === 1 ? "1 pin is" : `${number} pins are`} cleared. You can put ${number === 1 ? "it" : "them"} back`);
  }
}

document.querySelectorAll("[data-pins]").forEach((root) => new Board(root));
