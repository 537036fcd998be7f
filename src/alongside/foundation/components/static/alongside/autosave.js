// Saves a form as it is typed. `<form data-autosave="/drafts/…/save/" data-draft-revision="3">`.
//
// Sent: the form's fields (no files, no CSRF token) as an ordinary form post, with `draft_revision`
// and the header X-CSRFToken. Answers understood: 200 {saved_at, revision}; 409 {why}: another page
// saved; 404: the draft is gone; 401, 403 or a redirect: signed out; anything else, or nothing: try
// again, waiting longer each time.

const QUIET_FOR = 1200; // after the last key; never more than 2 s
const AT_MOST = 2000;
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 60000;
const HELD_AT_MOST = 4000; // sending waits for a save under way, but not for ever

const clock = () =>
  new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave;
    this.revision = form.dataset.draftRevision || "";
    this.sent = this.words();
    this.wait = FIRST_WAIT;
    this.stopped = false;
    this.lost = false;
    this.line = this.makeLine();
    // A form that came back with errors holds words that its draft may not have yet.
    if (document.querySelector(".govuk-error-summary")) { this.sent = null; this.soon(); }
    form.addEventListener("input", () => this.soon());
    form.addEventListener("change", () => this.soon());
    form.addEventListener("focusout", () => this.save());
    form.addEventListener("submit", (event) => this.send(event), true);
    window.addEventListener("pagehide", () => this.leave());
    // Words that never reached us are not left behind unasked.
    window.addEventListener("beforeunload", (event) => { if (this.lost && this.words() !== this.sent) event.preventDefault(); });
    document.addEventListener("visibilitychange", () => document.hidden && this.leave());
    window.addEventListener("online", () => { this.wait = FIRST_WAIT; this.save(); });
    window.addEventListener("pageshow", (event) => { if (event.persisted) this.stopped = false; });
  }

  makeLine() {
    const there = this.form.querySelector("[data-autosave-status]");
    const line = there || document.createElement("p");
    line.classList.add("al-saved");
    line.setAttribute("role", "status");
    line.setAttribute("aria-live", "polite");
    if (!there) this.form.append(line);
    return line;
  }

  say(words, state) {
    if (this.line.textContent !== words) this.line.textContent = words;
    this.line.dataset.state = state;
  }

  // What would be sent, as text, so that it can be compared and kept.
  words() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (name !== "csrfmiddlewaretoken" && name !== "draft_revision" && typeof value === "string") fields.append(name, value);
    }
    return fields.toString();
  }

  token() {
    const box = this.form.querySelector("[name=csrfmiddlewaretoken]");
    return box ? box.value : "";
  }

  body(words) {
    return words + (words ? "&" : "") + "draft_revision=" + encodeURIComponent(this.revision);
  }

  soon() {
    if (this.stopped) return;
    const now = Date.now();
    this.firstKey = this.firstKey || now;
    const left = Math.max(0, Math.min(QUIET_FOR, this.firstKey + AT_MOST - now));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), left);
  }

  async save() {
    clearTimeout(this.timer);
    this.firstKey = 0;
    if (this.stopped) return;
    if (this.busy) { this.again = true; return; }
    const words = this.words();
    if (words === this.sent) return;
    this.busy = true;
    this.saving = new Promise((resolve) => { this.done = resolve; });
    try {
      const answer = await fetch(this.url, {
        method: "POST",
        credentials: "same-origin",
        headers: {
          "Content-Type": "application/x-www-form-urlencoded",
          "X-CSRFToken": this.token(),
          "X-Requested-With": "autosave",
        },
        body: this.body(words),
      });
      this.lost = false;
      await this.heard(answer, words);
    } catch {
      this.lost = true;
      this.later();
    }
    this.busy = false;
    this.done();
    if (this.again) { this.again = false; this.save(); }
  }

  // Pressing the button leaves a field, which saves it. The form goes after that save, with the
  // revision it gave: sent beside it, it would be taken for a stale one.
  send(event) {
    if (this.lost || !navigator.onLine) { this.hold(event); return; }
    this.stopped = true;
    this.again = false;
    clearTimeout(this.timer);
    if (!this.busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.held) return;
    this.held = true;
    const button = event.submitter;
    const longEnough = new Promise((resolve) => setTimeout(resolve, HELD_AT_MOST));
    Promise.race([this.saving, longEnough]).then(() => {
      this.held = this.busy = false;
      this.form.requestSubmit(button);
    });
  }

  // Sent into a lost connection the page would be gone, and its words with it: it stays, and goes once we are there.
  async hold(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.held) return;
    this.held = true;
    const button = event.submitter;
    if (this.busy) await this.saving;
    this.sent = null;
    await this.save();
    this.held = false;
    if (this.lost || !navigator.onLine) {
      this.say("Not sent: we cannot reach Alongside. Your words are kept on this page. Press the button again in a moment.", "waiting");
    } else {
      this.form.requestSubmit(button);
    }
  }

  async heard(answer, words) {
    if (answer.status === 401 || answer.status === 403 || answer.redirected) {
      this.say("You have been signed out; your words are kept on this page. Sign in again in another tab, then go on typing here.", "out");
      this.retry();
      return;
    }
    const told = await answer.json().catch(() => ({}));
    if (answer.status === 409 || answer.status === 404) {
      this.stopped = true;
      const why = told.why || (answer.status === 409 ? "Somebody else saved this form while you had it open" : "This form has been sent or put away already");
      this.say(`${why}. Your words are still here: copy what you need, then open the page again to see what was saved.`, "clash");
      return;
    }
    if (!answer.ok) { this.later(); return; }
    this.sent = words;
    this.wait = FIRST_WAIT;
    if (told.revision !== undefined) this.revised(String(told.revision));
    this.say(`Saved at ${told.saved_at || clock()}`, "saved");
  }

  // The form is sent with the revision last given, or it would be taken for a stale one.
  revised(revision) {
    this.revision = revision;
    const box = this.form.querySelector("[name=draft_revision]");
    if (box) box.value = revision;
  }

  later() {
    this.say("Not saved yet: we cannot reach Alongside. Your words are kept on this page and we keep trying.", "waiting");
    this.retry();
  }

  retry() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  // The page is going: send what is left in a way that outlives it.
  leave() {
    const words = this.words();
    if (this.stopped || words === this.sent) return;
    try {
      fetch(this.url, {
        method: "POST",
        credentials: "same-origin",
        keepalive: true,
        headers: {
          "Content-Type": "application/x-www-form-urlencoded",
          "X-CSRFToken": this.token(),
          "X-Requested-With": "autosave",
        },
        body: this.body(words),
      }).then((answer) => this.heard(answer, words)).catch(() => {});
    } catch {
      const form = new URLSearchParams(this.body(words));
      form.append("csrfmiddlewaretoken", this.token());
      navigator.sendBeacon(this.url, form);
    }
  }
}

export function start(root) {
  for (const form of root.querySelectorAll("form[data-autosave]")) new Autosave(form);
}
