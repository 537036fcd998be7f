// Asking axe of one page at two widths. What another width cannot change is asked once.
(() => {
  const PLACED = ["target-size", "scrollable-region-focusable", "link-in-text-block"];
  const OF_THE_WHOLE = "h1, h2, h3, h4, h5, h6, main, nav, header, footer, aside, [role]";
  const SHOWN = { visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true };
  const COLOURS = ["color", "backgroundColor", "backgroundImage", "opacity", "textShadow"];
  const PLACES = ["position", "cssFloat", "textIndent", "clip", "clipPath"];
  const before = new WeakMap();

  // What rules about content, names and colour can turn on, or nothing where an element is hidden.
  const look = (one) => {
    if (!one.checkVisibility(SHOWN)) return null;
    const of = getComputedStyle(one);
    const drawn = [...COLOURS, ...PLACES].map((name) => of[name]).join(";");
    return { drawn, size: parseFloat(of.fontSize), weight: Number(of.fontWeight) };
  };
  // Larger and bolder words may be fainter, so what has only grown needs no second look.
  const isNew = (now, old) =>
    now && (!old || now.drawn !== old.drawn || now.size < old.size || now.weight < old.weight);
  const everything = () => [...document.body.querySelectorAll("*")];
  const wrongIn = async (where, rules) =>
    (await axe.run(where, { runOnly: rules, resultTypes: ["violations"] })).violations;

  window.askAxe = async (rules) => {
    for (const one of everything()) before.set(one, look(one));
    return wrongIn(document, rules);
  };

  const behind = (one) => (one ? getComputedStyle(one).backgroundColor + behind(one.parentElement) : "");

  // The same part, such as the navigation, is on every page of a tab: once it was in order, it is.
  // A part's look is the one it had when it was found: a passing note may have gone while axe was asked of the rest.
  const wrongInParts = async (parts, rules) => {
    const key = `in order: ${parts.map(([one, now]) => one.outerHTML + now.drawn + behind(one)).join("")}`;
    if (sessionStorage.getItem(key)) return [];
    const there = parts.map(([one]) => one).filter((one) => one.isConnected);
    const wrong = there.length ? await wrongIn({ include: there }, rules) : [];
    if (!wrong.length && there.length === parts.length) sessionStorage.setItem(key, "yes");
    return wrong;
  };

  // At another width: whatever depends on where things stand, of everything; and every rule, of what was not shown
  // or was drawn otherwise.
  window.askAxeAgain = async (rules) => {
    const drawn = everything().map((one) => [one, look(one)]);
    const parts = drawn.filter(([one, now]) => isNew(now, before.get(one)));
    if (parts.some(([one]) => one.matches(OF_THE_WHOLE))) return wrongIn(document, rules);
    const ofTables = axe.getRules(["cat.tables"]).map((one) => one.ruleId);
    const placed = await wrongIn(document, { type: "rule", values: [...PLACED, ...ofTables] });
    return parts.length ? [...placed, ...(await wrongInParts(parts, rules))] : placed;
  };
})();
