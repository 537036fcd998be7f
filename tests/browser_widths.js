// Asking axe of one page at two widths. What another width cannot change is asked once, and words of one look on one
// ground are measured once.
(() => {
  const CONTRAST = "color-contrast";
  const PLACED = ["target-size", "scrollable-region-focusable", "link-in-text-block"];
  const OF_THE_WHOLE = "h1, h2, h3, h4, h5, h6, main, nav, header, footer, aside, [role]";
  const SHOWN = { visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true };
  const PLACES = ["position", "cssFloat", "textIndent", "clip", "clipPath"];
  const before = new WeakMap();

  // What rules about content and names can turn on, or nothing where an element is hidden.
  const look = (one) => {
    if (!one.checkVisibility(SHOWN)) return null;
    const of = getComputedStyle(one);
    return PLACES.map((name) => of[name]).join(";");
  };
  const everything = () => [...document.body.querySelectorAll("*")];
  const apart = { [CONTRAST]: { enabled: false } };
  const wrongIn = async (where, rules) =>
    (await axe.run(where, { runOnly: rules, rules: apart, resultTypes: ["violations"] })).violations;

  const CONTROLS = "input, select, textarea";
  const INK = ["color", "fontSize", "fontWeight", "textShadow", "textIndent", "clip", "clipPath"];
  const GROUND = ["backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode"];
  const SEEN_THROUGH = "rgba(0, 0, 0, 0),none,1,none,normal/";
  const hasWords = (one) =>
    one.matches(CONTROLS) || [...one.childNodes].some((part) => part.nodeType === Node.TEXT_NODE && part.data.trim());
  const ground = (one) => {
    if (!one) return "";
    const of = getComputedStyle(one);
    return `${GROUND.map((name) => of[name])}/`.replace(SEEN_THROUGH, "") + ground(one.parentElement);
  };
  const ink = (one) => INK.map((name) => getComputedStyle(one)[name]).join();
  // What may stand elsewhere than where its parent does, and so on another's ground or over another's words.
  const isMoved = (of) => ["top", "right", "bottom", "left"].some((side) => parseFloat(of[side]));
  const isLoose = (of) =>
    !["static", "relative"].includes(of.position) ||
    (of.position === "relative" && isMoved(of)) ||
    of.transform !== "none";
  const standsOnItsParents = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const of = getComputedStyle(at);
      if (of.backgroundColor.startsWith("rgb(")) return true;
      if (isLoose(of)) return false;
    }
    return true;
  };
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const isMetBy = (loose, one) =>
    loose.some(
      (other) =>
        !other.contains(one) && !one.contains(other) && meet(other.getBoundingClientRect(), one.getBoundingClientRect()),
    );

  // Words whose look axe has passed on some page of this run are as easy to read here; all others are measured.
  const wrongInContrast = async (passed) => {
    const loose = everything().filter((one) => isLoose(getComputedStyle(one)) && one.checkVisibility(SHOWN));
    const known = new Set(passed);
    const looks = new Map();
    for (const one of everything().filter((one) => hasWords(one) && one.checkVisibility(SHOWN))) {
      const isItsOwn = standsOnItsParents(one) && !isMetBy(loose, one);
      const looked = isItsOwn ? `${ink(one)} on ${ground(one)}` : null;
      if (!known.has(looked)) looks.set(one, looked);
    }
    if (!looks.size) return [[], []];
    const found = await axe.run(
      { include: [...looks.keys()] },
      { runOnly: { type: "rule", values: [CONTRAST] }, resultTypes: ["violations", "passes"], elementRef: true },
    );
    const easy = found.passes.flatMap((rule) => rule.nodes.map((node) => looks.get(node.element)));
    return [found.violations.map(withoutElements), [...new Set(easy)].filter(Boolean)];
  };
  const withoutElements = (rule) => ({
    ...rule,
    nodes: rule.nodes.map(({ html, target }) => ({ html, target })),
  });

  const askOnThePhone = async (rules) => {
    for (const one of everything()) before.set(one, look(one));
    return wrongIn(document, rules);
  };

  // The same part, such as the navigation, is on every page of a tab: once it was in order, it is.
  // A part's look is the one it had when it was found: a passing note may have gone while axe was asked of the rest.
  const wrongInParts = async (parts, rules) => {
    const key = `in order: ${parts.map(([one, now]) => one.outerHTML + now).join("")}`;
    if (sessionStorage.getItem(key)) return [];
    const there = parts.map(([one]) => one).filter((one) => one.isConnected);
    const wrong = there.length ? await wrongIn({ include: there }, rules) : [];
    if (!wrong.length && there.length === parts.length) sessionStorage.setItem(key, "yes");
    return wrong;
  };

  // At another width: whatever depends on where things stand, of everything; and every rule, of what was not shown
  // or stood otherwise.
  const askOnTheDesk = async (rules) => {
    const drawn = everything().map((one) => [one, look(one)]);
    const parts = drawn.filter(([one, now]) => now && now !== before.get(one));
    if (parts.some(([one]) => one.matches(OF_THE_WHOLE))) return wrongIn(document, rules);
    const ofTables = axe.getRules(["cat.tables"]).map((one) => one.ruleId);
    const placed = await wrongIn(document, { type: "rule", values: [...PLACED, ...ofTables] });
    return parts.length ? [...placed, ...(await wrongInParts(parts, rules))] : placed;
  };

  // What is wrong, and which looks of words axe has passed now.
  const withContrast = (ask) => async (rules, passed) => {
    const [wrong, easy] = await wrongInContrast(passed);
    return [[...wrong, ...(await ask(rules))], easy];
  };
  window.askAxe = withContrast(askOnThePhone);
  window.askAxeAgain = withContrast(askOnTheDesk);
})();
