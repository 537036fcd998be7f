// Keeps two clerks' screens of one sitting in step, runs the clock of the item in hand, and lets the
// keyboard note an answer. Everything works without it: the page then shows what it was drawn with.
//
// `<div data-sitting="…/live/state/" data-version="7" data-item="PI-…" data-decision="0">`. Asked every few
// seconds: 204 nothing has changed; 200 {version, decision, beside}: the room and the agenda anew. What someone
// is typing is never touched.

const EVERY = 4000;
const WHEN_LOST = 10000;

class Sitting {
  constructor(root) {
    this.root = root;
    this.beside = root.querySelector("[data-sitting-beside]");
    this.line = root.querySelector("[data-sitting-line]");
    this.again = setTimeout(() => this.ask(), EVERY);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.ask(); });
    window.addEventListener("online", () => this.ask());
    for (const kind of ["submit", "click"]) document.addEventListener(kind, (event) => this.stay(event), true);
  }

  // Without a connection no button and no link leads anywhere: the screen stays, with what is typed on it.
  stay(event) {
    const leads = event.type === "submit" ? !event.target.matches("[data-autosave]") : event.target.closest("a[href]:not([href^='#'])");
    if (navigator.onLine || !leads) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.say("We cannot reach the service, so nothing was done. Try again when we can; what you typed is kept.");
  }

  say(words) {
    if (this.line && this.line.textContent !== words) this.line.textContent = words;
  }

  async ask() {
    clearTimeout(this.again);
    let wait = EVERY;
    if (!document.hidden) {
      try {
        await this.hear();
      } catch {
        this.say("We cannot reach the service. What you type is kept, and is sent when we can.");
        wait = WHEN_LOST;
      }
    }
    this.again = setTimeout(() => this.ask(), wait);
  }

  async hear() {
    const data = this.root.dataset;
    const query = new URLSearchParams({ version: data.version, item: data.item });
    const answer = await fetch(`${data.sitting}?${query}`, { credentials: "same-origin", redirect: "manual" });
    if (answer.status === 204) { this.say(""); return; }
    if (answer.status !== 200) throw new Error("not heard");
    const told = await answer.json();
    // Whoever stands in the room or on the agenda by keyboard is not thrown out of it: it is drawn once they leave.
    if (!this.beside.contains(document.activeElement)) {
      this.beside.innerHTML = told.beside;
      data.version = String(told.version);
    }
    if (String(told.decision) !== data.decision) {
      this.say("Somebody else has noted an answer to this item. Open it again to see it; your words are kept.");
    }
  }
}

const pad = (number) => String(number).padStart(2, "0");

function runClock(clock) {
  if (clock.dataset.took) return;
  const began = Date.parse(clock.dataset.clock);
  const most = Number(clock.dataset.minutes) * 60;
  const tick = () => {
    const seconds = Math.max(0, Math.floor((Date.now() - began) / 1000));
    clock.textContent = `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}`;
    clock.classList.toggle("al-clock--over", seconds > most);
  };
  tick();
  setInterval(tick, 1000);
}

function hearKeys(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  if (window.location.hash === "#answer" && !document.querySelector(".govuk-error-summary")) {
    const first = form.querySelector("input[name=kind]:checked") || form.querySelector("input[name=kind]");
    // The browser goes to “#answer” once the page has loaded, and takes the focus away in doing so.
    const take = () => setTimeout(() => first && first.focus(), 0);
    if (document.readyState === "complete") take();
    else window.addEventListener("load", take);
  }
}

document.querySelectorAll("[data-sitting]").forEach((root) => new Sitting(root));
document.querySelectorAll("[data-clock]").forEach(runClock);
document.querySelectorAll("form[data-quick]").forEach(hearKeys);
